"""What a person changes about their own request, and what nobody else can."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.accounts.models import User
from clinic.consultations.changes import given_consents
from clinic.consultations.inbox import acts
from clinic.consultations.models import ConsultationRequest, SlotBooking
from clinic.consultations.services import ConsentGiven, Slot
from tests.consultations.answers import hidden_fields
from tests.consultations.people import make_request
from tests.consultations.test_proofs import a_location

pytestmark = pytest.mark.django_db
MINE = "(206) 555-0142"


def find(client: Client, reference: str, contact: str = MINE) -> Any:
    """Ask for a request as its person does."""
    return client.post(reverse("change_request"), {"reference": reference, "contact": contact})


def change(client: Client, reference: str, intent: str, **fields: str) -> Any:
    """Find a request and press one of its buttons."""
    found = hidden_fields(find(client, reference))
    return client.post(reverse("change_request"), {**found, "intent": intent, **fields})


def tomorrow() -> datetime:
    """Return a moment that is not soon."""
    return (timezone.now() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


def test_guesses_are_few_and_tell_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic.consultations.change_views.GUESSES_PER_PLACE", 8)
    mine, other = make_request(), make_request(phone="+12065550177", email="other@example.org")
    pages = [find(client, mine.reference, f"(206) 555-01{number}") for number in range(50, 55)]
    assert {page.status_code for page in pages} == {200}
    assert len({page.content.count(b"We found no request") for page in pages}) == 1
    late = find(client, mine.reference)
    assert late.status_code == 429, "even with the right number: whoever guesses learns nothing"
    assert b"found" not in hidden_fields(late)
    assert [find(client, other.reference).status_code for _ in range(2)] == [200, 200]
    assert find(client, make_request().reference).status_code == 429, "one network tries no more references"


def test_a_slip_of_the_finger_is_told_at_once_and_costs_nobody_an_attempt(client: Client) -> None:
    mine = make_request()
    wrong = mine.reference[:-1] + ("2" if mine.reference[-1] != "2" else "3")
    for _ in range(6):
        assert b"This is not a reference of ours" in find(client, wrong).content
    assert b"Change your request" in find(client, mine.reference.lower()).content
    assert mine.reference in find(client, mine.reference.lower()).content.decode()


@pytest.mark.parametrize("found", ["", "x", "1:2:3", "\0", "🙂"])
def test_a_forged_ticket_opens_nothing(client: Client, found: str) -> None:
    mine = make_request()
    page = client.post(reverse("change_request"), {"found": found, "intent": "withdraw"})
    assert b"lay open for too long" in page.content
    assert mine.reference not in page.content.decode()
    assert ConsultationRequest.objects.get().status == "new"


def test_what_is_closed_takes_no_time_of_others(client: Client) -> None:
    place = a_location()
    mine = make_request()
    change(client, mine.reference, "withdraw")
    offered = find(client, make_request(phone="+12065550177").reference, "206 555 0177").content.decode()
    free = offered.partition(f'<option value="{place.pk}~')[2].partition('"')[0]
    assert free
    assert change(client, mine.reference, "move-slot", slot=f"{place.pk}~{free}").status_code == 200
    found = hidden_fields(find(client, make_request(phone="+12065550188").reference, "206 555 0188"))
    for nonsense in ("", "x", "1~x", "\0", f"{place.pk}~9999-12-31T23:59Z", f"{10**30}~2030-01-07T18:00Z"):
        page = client.post(reverse("change_request"), {**found, "intent": "move-slot", "slot": nonsense})
        assert b"not free any more" in page.content
    assert not SlotBooking.objects.exists()


def test_what_is_said_about_a_duplicate_reaches_the_request_that_staff_work_on(client: Client, ana: User) -> None:
    voicemail = ConsentGiven("voicemail", "You may leave a voicemail.", "2026-11")
    begin = tomorrow()
    slot = Slot(begin, begin + timedelta(minutes=30), "America/Los_Angeles", 1, a_location().pk)
    kept, duplicate = make_request(consents=(voicemail,)), make_request(consents=(voicemail,), slot=slot)
    with acts.changing(duplicate.pk, 1) as changed:
        acts.merge(changed, ana, kept.reference)
    assert SlotBooking.objects.get().request == kept, "the time that was promised is kept"
    assert b"Take this time" not in find(client, duplicate.reference).content
    change(client, duplicate.reference, "withdraw-consent:voicemail")
    assert not given_consents(kept.pk)
    change(client, duplicate.reference, "withdraw")
    assert ConsultationRequest.objects.get(pk=kept.pk).status == "declined"
    assert not SlotBooking.objects.exists()
    with acts.changing(duplicate.pk, ConsultationRequest.objects.get(pk=duplicate.pk).version) as changed:
        acts.part(changed, ana)
    assert ConsultationRequest.objects.get(pk=duplicate.pk).merged_into is None
