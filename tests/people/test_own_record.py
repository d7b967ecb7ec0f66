"""Nobody changes what they themselves are entitled to, by any way through the admin or below it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext

from clinic.accounts.models import User
from clinic.people.changes import OWN_ACCOUNT, OWN_RECORD, OwnRecordError
from clinic.people.models import Credential, Person
from clinic.people.viewsets import person_viewset
from tests.factories import CredentialFactory, PersonFactory, UserFactory
from tests.people.forms import added_credential, person_data
from tests.staff import let_in

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["site manager", "superuser"])
def keeper(request: pytest.FixtureRequest) -> User:
    """Return someone who may keep people, each of the two kinds in turn."""
    return UserFactory(groups=["Site managers"]) if request.param == "site manager" else UserFactory(is_superuser=True)


@pytest.fixture
def own(keeper: User) -> Person:
    """Return the keeper's own record, with a licence that has run out."""
    person = PersonFactory(name="Ana Ruiz", user=keeper)
    CredentialFactory(person=person, number="MD1", valid_from="2020-01-01", valid_until="2021-01-01")
    return person


def edit(client: Client, keeper: User, person: Person, **changes: Any) -> Any:
    let_in(client, keeper)
    return client.post(reverse("people:edit", args=[person.pk]), person_data(person, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"credentials-0-valid_until": "2030-01-01"},
        {"credentials-0-DELETE": "on"},
        added_credential(1),
    ],
    ids=["changed", "removed", "added"],
)
def test_ones_own_credentials_are_refused_in_place(
    client: Client, keeper: User, own: Person, changes: dict[str, str]
) -> None:
    before = list(Credential.objects.values())
    response = edit(client, keeper, own, **changes)
    assert response.status_code == 200
    assert response.context["form"].formsets["credentials"].non_form_errors() == [OWN_RECORD]
    assert str(OWN_RECORD) in response.content.decode()
    assert list(Credential.objects.values()) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Dr. Ana Ruiz"),
        ("post_nominals", "MD"),
        ("user", ""),
        ("orcid", "0000-0002-1825-0097"),
        ("npi", "1234567893"),
        ("left_on", "2020-01-01"),
    ],
)
def test_ones_own_identity_is_refused_at_its_field(
    client: Client, keeper: User, own: Person, field: str, value: str
) -> None:
    before = Person.objects.values().get()
    response = edit(client, keeper, own, **{field: value})
    assert response.context["form"].errors == {field: [OWN_RECORD]}
    assert Person.objects.values().get() == before


def test_a_credential_of_ones_own_is_not_changed_from_another_persons_form(
    client: Client, keeper: User, own: Person
) -> None:
    other = PersonFactory()
    mine = own.credentials.get()
    smuggled = person_data(other, **added_credential(0)) | {
        "credentials-INITIAL_FORMS": "1",
        "credentials-0-id": str(mine.pk),
    }
    let_in(client, keeper)
    client.post(reverse("people:edit", args=[other.pk]), smuggled)
    mine.refresh_from_db()
    assert (mine.number, mine.person) == ("MD1", own)


def test_ones_own_portrait_job_and_disclosures_may_be_kept(client: Client, keeper: User, own: Person) -> None:
    declared = {
        "disclosures-TOTAL_FORMS": "1",
        "disclosures-0-id": "",
        "disclosures-0-text": "Owns shares of a maker of infusion pumps.",
        "disclosures-0-declared_on": "2026-01-01",
    }
    assert edit(client, keeper, own, job_title="Medical director", **declared).status_code == 302
    own.refresh_from_db()
    assert own.job_title == "Medical director"
    assert own.disclosures.count() == 1


def test_the_form_says_beforehand_what_is_not_ones_own_to_change(client: Client, keeper: User, own: Person) -> None:
    let_in(client, keeper)
    assert str(OWN_RECORD) in client.get(reverse("people:edit", args=[own.pk])).content.decode()
    other = PersonFactory()
    assert str(OWN_RECORD) not in client.get(reverse("people:edit", args=[other.pk])).content.decode()


def test_nobody_links_a_person_to_their_own_account(client: Client, keeper: User) -> None:
    other = CredentialFactory().person
    linked = edit(client, keeper, other, user=str(keeper.pk))
    made = client.post(reverse("people:add"), person_data(name="Ana", user=str(keeper.pk)))
    for response in (linked, made):
        assert response.context["form"].errors == {"user": [OWN_ACCOUNT]}
    assert not Person.objects.filter(user=keeper).exists()


def test_one_cannot_delete_oneself(client: Client, keeper: User, own: Person) -> None:
    let_in(client, keeper)
    response = client.post(reverse("people:delete", args=[own.pk]))
    assert response.status_code == 200
    assert str(OWN_RECORD) in response.content.decode()
    assert Person.objects.filter(pk=own.pk).exists()


def test_another_manager_may_change_ones_credentials(client: Client, own: Person) -> None:
    other = UserFactory(groups=["Site managers"])
    assert edit(client, other, own, **{"credentials-0-valid_until": "2030-01-01"}).status_code == 302
    assert own.credentials.get().valid_until.year == 2030


def test_what_passes_by_the_form_meets_the_same_rule(keeper: User, own: Person) -> None:
    credential, other = own.credentials.get(), CredentialFactory()
    with LogContext(user=keeper):
        for change in (
            lambda: CredentialFactory(person=own),
            lambda: (setattr(credential, "number", "MD2"), credential.save()),
            credential.delete,
            lambda: (setattr(other, "person", own), other.save()),
            lambda: (setattr(credential, "person", other.person), credential.save()),
            lambda: (setattr(own, "user", None), own.save()),
            lambda: (setattr(own, "name", "Other"), own.save(update_fields=["name"])),
            own.delete,
            lambda: PersonFactory(user=keeper),
        ):
            with pytest.raises(OwnRecordError):
                change()
            credential.refresh_from_db()
            other.refresh_from_db()
            own.refresh_from_db()
    assert (credential.number, credential.person, own.user) == ("MD1", own, keeper)


def test_an_account_unlinked_in_memory_alone_opens_nothing(keeper: User, own: Person) -> None:
    own.user = None
    credential = Credential(person=own, kind="degree", title="MD", issuer="X", checked_by="X", checked_where="X")
    credential.checked_on = own.credentials.get().checked_on
    with LogContext(user=keeper), pytest.raises(OwnRecordError):
        credential.save()


def test_no_other_view_writes_people(client: Client, keeper: User, own: Person) -> None:
    names = {pattern.name for pattern in person_viewset.get_urlpatterns()}
    assert names == {"index", "index_results", "add", "edit", "delete", "history", "history_results", "usage"}
    let_in(client, keeper)
    for address in (
        f"/admin/people/copy/{own.pk}/",
        "/admin/person_chooser/create/",
        f"/admin/bulk/people/person/delete/?id={own.pk}",
        f"/admin/snippets/people/person/edit/{own.pk}/",
        f"/admin/snippets/people/credential/edit/{own.credentials.get().pk}/",
        f"/admin/api/main/people/{own.pk}/",
    ):
        assert client.post(address, person_data(own, name="Changed")).status_code == 404
