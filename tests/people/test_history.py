"""Every change to what entitles someone is on record, with who made it and both values."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from clinic.accounts.models import User
from clinic.people.changes import CREDENTIAL_CHANGED, IDENTITY_CHANGED
from clinic.people.models import Person
from tests.factories import CredentialFactory, PersonFactory, UserFactory
from tests.people.forms import added_credential, person_data

pytestmark = pytest.mark.django_db


def history(client: Client, person: Person) -> str:
    return client.get(reverse("people:history", args=[person.pk])).content.decode()


def test_each_changed_credential_stands_in_the_history_with_both_values(managing: Client, manager: User) -> None:
    person = PersonFactory()
    for number in ("MD1", "MD2", "MD3"):
        CredentialFactory(person=person, number=number, valid_until="2030-01-31")
    ModelLogEntry.objects.all().delete()
    data = person_data(person, **added_credential(3)) | {
        "credentials-0-valid_until": "2031-01-31",
        "credentials-1-DELETE": "on",
    }
    assert managing.post(reverse("people:edit", args=[person.pk]), data).status_code == 302
    entries = ModelLogEntry.objects.filter(action=CREDENTIAL_CHANGED)
    assert {entry.user for entry in entries} == {manager}
    page = history(managing, person)
    assert "Physician and surgeon, Washington, MD1” changed: valid until: 2030-01-31 → 2031-01-31" in page
    assert "Physician and surgeon, Washington, MD2” removed: kind: licence; title: Physician and surgeon;" in page
    assert "Physician and surgeon, Oregon, MD777” added: kind: licence; title: Physician and surgeon;" in page
    assert "MD3" not in page


def test_linking_an_account_stands_in_the_history(managing: Client) -> None:
    person = PersonFactory(name="Ana")
    account = UserFactory(email="ana@example.org")
    managing.post(reverse("people:edit", args=[person.pk]), person_data(person, user=str(account.pk)))
    assert "Identity changed: account: none → ana@example.org" in history(managing, person)
    person.refresh_from_db()
    managing.post(reverse("people:edit", args=[person.pk]), person_data(person, user=""))
    assert "Identity changed: account: ana@example.org → none" in history(managing, person)


def test_saving_without_changes_writes_nothing_about_credentials(managing: Client) -> None:
    person = CredentialFactory().person
    ModelLogEntry.objects.all().delete()
    managing.post(reverse("people:edit", args=[person.pk]), person_data(person, job_title="Director"))
    assert not ModelLogEntry.objects.filter(action__in=[CREDENTIAL_CHANGED, IDENTITY_CHANGED]).exists()


def test_a_script_is_on_record_too() -> None:
    credential = CredentialFactory(number="MD1")
    ModelLogEntry.objects.all().delete()
    credential.number = "MD2"
    credential.save()
    entry = ModelLogEntry.objects.get()
    assert (entry.user, entry.object_id) == (None, str(credential.person_id))
    assert entry.data["changes"] == [{"field": "number", "before": "MD1", "after": "MD2"}]


def test_the_credentials_of_a_deleted_person_stay_on_record(managing: Client) -> None:
    person = CredentialFactory(number="MD1").person
    ModelLogEntry.objects.all().delete()
    assert managing.post(reverse("people:delete", args=[person.pk])).status_code == 302
    entry = ModelLogEntry.objects.get(action=CREDENTIAL_CHANGED, object_id=person.pk)
    assert {"field": "number", "before": "MD1", "after": None} in entry.data["changes"]
