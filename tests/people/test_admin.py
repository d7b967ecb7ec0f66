"""Keeping people in the admin."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic.accounts.models import User
from clinic.people.models import Credential, Person
from clinic.people.viewsets import person_viewset
from tests.factories import CredentialFactory, ImageFactory, PersonFactory, UserFactory
from tests.people.forms import added_credential, person_data
from tests.staff import let_in

pytestmark = pytest.mark.django_db


def test_a_person_is_made_with_credentials_and_disclosures(managing: Client) -> None:
    data = person_data(
        name="Ana Ruiz",
        post_nominals="MD",
        orcid="0000-0002-1825-0097",
        **added_credential(0),
        **{
            "disclosures-TOTAL_FORMS": "1",
            "disclosures-0-id": "",
            "disclosures-0-text": "Nothing to disclose.",
            "disclosures-0-declared_on": "2026-01-01",
        },
    )
    response = managing.post(reverse("people:add"), data)
    assert response.status_code == 302, response.context["form"].errors
    person = Person.objects.get()
    assert person.printed_name == "Ana Ruiz, MD"
    assert [str(credential) for credential in person.credentials.all()] == ["Physician and surgeon, Oregon, MD777"]
    assert [disclosure.text for disclosure in person.latest_disclosures] == ["Nothing to disclose."]


def test_credentials_keep_their_ids_when_a_person_is_saved(managing: Client) -> None:
    person = PersonFactory()
    ids = [CredentialFactory(person=person).pk, CredentialFactory(person=person).pk]
    data = person_data(person, job_title="Director", **{"credentials-1-number": "MD2"})
    assert managing.post(reverse("people:edit", args=[person.pk]), data).status_code == 302
    assert list(Credential.objects.order_by("pk").values_list("pk", flat=True)) == ids
    assert Credential.objects.get(pk=ids[1]).number == "MD2"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"jurisdiction": ""}, "jurisdiction"),
        ({"number": ""}, "number"),
        ({"valid_until": "2025-12-31"}, "valid_until"),
        ({"checked_on": "2999-01-01"}, "checked_on"),
    ],
)
def test_a_licence_that_cannot_be_looked_up_is_refused_at_its_field(
    managing: Client, changes: dict[str, str], field: str
) -> None:
    person = PersonFactory()
    data = person_data(person, **added_credential(0, **changes))
    response = managing.post(reverse("people:edit", args=[person.pk]), data)
    assert list(response.context["form"].formsets["credentials"].forms[0].errors) == [field]
    assert not Credential.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("orcid", "0000-0002-1825-0098"), ("npi", "1234567890")])
def test_a_mistyped_identifier_is_refused_at_its_field(managing: Client, field: str, value: str) -> None:
    response = managing.post(reverse("people:add"), person_data(name="Ana", **{field: value}))
    assert list(response.context["form"].errors) == [field]
    assert not Person.objects.exists()


def test_an_identifier_of_another_person_is_refused_by_that_persons_name(managing: Client) -> None:
    PersonFactory(name="Ben Ito", npi="1234567893")
    response = managing.post(reverse("people:add"), person_data(name="Ana", npi="1234567893"))
    assert response.context["form"].errors == {"npi": ["Ben Ito already has this number."]}


def test_a_portrait_whose_file_is_gone_is_refused_at_its_field(manager: User) -> None:
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    form = person_viewset.get_form_class()(person_data(name="Ana", portrait=image.pk), for_user=manager)
    assert "cannot be read" in form.errors["portrait"][0]


def test_a_portrait_is_frozen_with_the_person_and_goes_with_the_image(managing: Client) -> None:
    image = ImageFactory(description="")
    managing.post(reverse("people:add"), person_data(name="Ana", portrait=image.pk))
    person = Person.objects.get()
    assert person.picture is not None
    assert (person.picture["width"], person.picture["alt"]) == (1200, "Ana")
    image.delete()
    assert Person.objects.get().picture is None


@time_machine.travel("2027-03-01 12:00:00Z", tick=False)
@pytest.mark.parametrize(
    ("licence", "status", "column"),
    [
        ({"valid_until": "2027-12-01"}, "current", "Current until Dec. 1, 2027"),
        ({"valid_until": "2027-03-20"}, "expiring", "Current until March 20, 2027"),
        ({"valid_until": "2027-02-28"}, "expired", "Expired on Feb. 28, 2027"),
        ({"kind": "degree"}, "none", ""),
    ],
)
def test_the_list_finds_people_by_their_licence(
    client: Client, manager: User, licence: dict[str, str], status: str, column: str
) -> None:
    let_in(client, manager)
    CredentialFactory(person__name="Ana Ruiz", **{"valid_from": "2020-01-01", "checked_on": "2026-01-01", **licence})
    found = client.get(reverse("people:index"), {"licence": status})
    assert "Ana Ruiz" in found.content.decode()
    assert column in found.content.decode()
    others = {"current", "expiring", "expired", "none"} - {status}
    if status == "expiring":
        others -= {"current"}  # what expires soon still holds
    for other in others:
        assert "Ana Ruiz" not in client.get(reverse("people:index"), {"licence": other}).content.decode()


def test_the_list_is_searched_and_filtered_at_once(managing: Client) -> None:
    CredentialFactory(person=PersonFactory(name="Ana Ruiz", left_on="2020-01-01"))
    PersonFactory(name="Ana Sato")
    page = managing.get(reverse("people:index"), {"q": "ana", "left": "true", "licence": "current"}).content.decode()
    assert "Ana Ruiz" in page
    assert "Ana Sato" not in page


def test_the_list_costs_the_same_for_one_and_for_ten(managing: Client) -> None:

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            managing.get(reverse("people:index"))
        return len(captured)

    CredentialFactory(person__user=UserFactory())
    queries()
    few = queries()
    for _ in range(9):
        CredentialFactory(person__user=UserFactory())
    assert queries() == few


def test_a_person_is_chosen_by_name_by_anyone_who_may_edit(client: Client) -> None:
    PersonFactory(name="Ana Ruiz")
    PersonFactory(name="Ben Ito")
    let_in(client, UserFactory(groups=["Editors"]))
    found = client.get(reverse("person_chooser:choose_results"), {"q": "rui"}).content.decode()
    assert "Ana Ruiz" in found
    assert "Ben Ito" not in found


@pytest.mark.parametrize("view", ["index", "add", "edit", "delete", "history", "usage"])
def test_someone_who_does_not_keep_people_is_turned_away(client: Client, view: str) -> None:
    person = PersonFactory()
    let_in(client, UserFactory(groups=["Editors"]))
    address = reverse(f"people:{view}", args=[] if view in ("index", "add") else [person.pk])
    for response in (client.get(address), client.post(address, person_data(person, name="Changed"))):
        assert response.status_code == 302
    assert [p.name for p in Person.objects.all()] == [person.name]


def test_people_can_be_neither_copied_nor_made_in_the_chooser(managing: Client) -> None:
    person = PersonFactory()
    assert managing.post(f"/admin/people/copy/{person.pk}/", person_data(name="Ana")).status_code == 404
    assert managing.post("/admin/person_chooser/create/", person_data(name="Ana")).status_code == 404
    assert Person.objects.count() == 1
