"""A name that readers have read stays; the admin says so in words."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from articles.editions.models import Edition
from articles.review.models import Decision, SignOff
from clinic.people.models import Credential, Person
from tests.factories import CredentialFactory, PersonPageFactory, UserFactory
from tests.people.forms import person_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_record() -> Person:
    """Return someone whom a protected row names."""
    return PersonPageFactory(person__name="Ana Ruiz").person


@pytest.fixture
def signed_with() -> Credential:
    """Return a licence with which an edition was signed."""
    licence: Credential = CredentialFactory(person__user=UserFactory(groups=["Medical reviewers"]))
    page = Site.objects.get().root_page
    snapshot = '{"title":"Signed"}'
    digest = hashlib.sha256(snapshot.encode()).hexdigest()
    edition = Edition.objects.create(
        page=page, number=1, snapshot=snapshot, digest=digest, own_digest=digest, revision=page.save_revision()
    )
    SignOff.objects.create(
        page=page,
        edition=edition,
        person=licence.person,
        user=licence.person.user,
        credential=licence,
        name=licence.person.printed_name,
        decision=Decision.CHANGES_REQUESTED,
    )
    return licence


def test_someone_on_no_record_is_deleted_with_credentials(managing: Client) -> None:
    person = CredentialFactory().person
    assert managing.post(reverse("people:delete", args=[person.pk])).status_code == 302
    assert not Person.objects.exists()


def test_someone_who_signed_is_not_deleted(managing: Client, signed_with: Credential) -> None:
    response = managing.post(reverse("people:delete", args=[signed_with.person_id]))
    assert response.status_code == 200
    assert "stands on record: Sign-off (1)" in response.content.decode()
    assert Credential.objects.exists()


def test_a_name_credited_while_the_deletion_was_asked_for_stays(
    managing: Client, on_record: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["", "Person page (1)"])  # nothing on the first look, something when it is too late
    monkeypatch.setattr("clinic.people.viewsets.what_holds", lambda person: next(answers))
    response = managing.post(reverse("people:delete", args=[on_record.pk]))
    assert response.status_code == 200
    assert "stands on record: Person page (1)" in response.content.decode()
    assert Person.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_someone_on_record_is_not_deleted_and_the_page_says_what_to_do(
    managing: Client, on_record: Person, method: str
) -> None:
    response = getattr(managing, method)(reverse("people:delete", args=[on_record.pk]))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Ana Ruiz cannot be deleted, because the name stands on record: Person page (1)." in page
    assert f'href="/admin/people/edit/{on_record.pk}/#id_left_on"' in page
    assert "Yes, delete" not in page
    assert Person.objects.exists()


def test_a_credential_that_stands_on_record_is_not_removed(managing: Client, signed_with: Credential) -> None:
    person = signed_with.person
    data = person_data(person, **{"credentials-0-DELETE": "on"})
    response = managing.post(reverse("people:edit", args=[person.pk]), data)
    assert response.status_code == 200
    [error] = response.context["form"].formsets["credentials"].non_form_errors()
    assert "cannot be removed, it stands on record: Sign-off (1)." in error
    assert person.credentials.exists()
