"""The inbox: who gets in, what is shown, what is written down, and two people at one request."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.accounts.models import User
from clinic.accounts.roles import ROLE_NAMES
from clinic.consultations.models import (
    AuditEntry,
    ConsultationRequest,
    InboxSearch,
    Note,
    SlotBooking,
)
from clinic.consultations.services import Slot
from clinic.consultations.wagtail_hooks import inbox_urls
from clinic.core.models import OwedMail
from tests.consultations.people import act, make_request, member
from tests.staff import let_in

pytestmark = pytest.mark.django_db


def addresses(request: ConsultationRequest) -> list[str]:
    """Every address of the inbox."""
    found = []
    for pattern in inbox_urls():
        names = pattern.pattern.converters
        found.append(reverse(str(pattern.name), kwargs=dict.fromkeys(names, request.pk)))
    return found


@pytest.mark.django_db(transaction=True)
def test_every_other_role_gets_403_on_every_address_and_each_is_written_down(client: Client) -> None:
    request = make_request()
    for role in (*sorted(ROLE_NAMES - {"Intake staff"}), "administrator"):
        user = member(f"{role.replace(' ', '')}@example.org", role, is_superuser=role == "administrator")
        let_in(client, user)
        # Membership is asked before the method is looked at, so one method says it of all; of administrators both do.
        methods = (client.get, client.post) if role == "administrator" else (client.post,)
        for address in addresses(request):
            for send in methods:
                answer = send(address)
                assert answer.status_code == 403, (role, address)
                assert b"Sam Ortega" not in answer.content
        refused = AuditEntry.objects.filter(action="refused", actor=user)
        assert refused.count() == len(methods) * len(addresses(request))
    assert reverse("intake_inbox") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_stranger_is_led_to_sign_in(client: Client) -> None:
    for address in addresses(make_request()):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302


def test_joining_intake_staff_is_told_to_it(ana: User) -> None:
    OwedMail.objects.all().delete()
    from django.contrib.auth.models import Group

    other = member("new@example.org")
    Group.objects.get(name="Intake staff").user_set.add(other)  # type: ignore[attr-defined]  # Django's own name
    assert [owed.about for owed in OwedMail.objects.filter(kind="intake_staff_joined")] == [{"user": other.pk}]


def test_the_list_names_nobody_and_a_look_at_a_request_is_written_down(desk: Client, ana: User) -> None:
    request = make_request(name="Sam Ortega", answers={"message": "Is there parking?"})
    listing = desk.get(reverse("intake_inbox")).content.decode()
    assert request.reference in listing
    for word in ("Ortega", "5550142", "555-0142", "sam@example.org", "parking"):
        assert word not in listing
    page = desk.get(reverse("intake_request", args=(request.pk,)))
    assert "no-store" in page["Cache-Control"]
    for word in ("Sam Ortega", "(206) 555-0142", "sam@example.org", "Is there parking?", "Voicemail: not allowed."):
        assert word in page.content.decode()
    looks = AuditEntry.objects.filter(action="viewed").values_list("actor", "request_id")
    assert list(looks) == [(ana.pk, request.pk)]


def test_what_cannot_be_written_down_is_not_shown(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    request = make_request(name="Sam Ortega")

    def fail(**_: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(AuditEntry.objects, "create", fail)
    # What is written on a connection of its own would outlive this test.
    monkeypatch.setattr("clinic.consultations.inbox.export.record_apart", lambda *_args, **_more: None)
    for address in addresses(request):
        answer = desk.get(address)
        assert b"Ortega" not in answer.content
        assert answer.status_code in (503, 405, 404, 200, 403)
    assert desk.get(reverse("intake_request", args=(request.pk,))).status_code == 503


@pytest.mark.django_db(transaction=True)
def test_a_tampered_request_is_not_shown_and_the_failure_outlives_the_rollback(desk: Client) -> None:
    request = make_request(name="Sam Ortega", phone="+12065550142")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE consultations_consultationrequest SET name = phone WHERE id = %s", [request.pk])
    page = desk.get(reverse("intake_request", args=(request.pk,)))
    assert page.status_code == 409
    assert b"cannot be decrypted" in page.content
    assert b"555-0142" not in page.content
    assert list(AuditEntry.objects.filter(action="unreadable").values_list("request_id", flat=True)) == [request.pk]


@pytest.mark.parametrize("query", ["reference", "(206) 555-0142", "+1 206-555-0142", "SAM@example.org "])
def test_search_is_a_post_and_its_result_has_an_opaque_address(desk: Client, query: str) -> None:
    request = make_request()
    make_request(phone="+12065550177", email="other@example.org")
    query = request.reference.lower() if query == "reference" else query
    answer = desk.post(reverse("intake_search"), {"query": query})
    assert re.fullmatch(r"/admin/requests/search/[0-9a-f-]{36}/", answer.url)
    assert desk.get(answer.url).content.decode().count("KC-") == 1
    assert "555" not in json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))
    colleague = let_in(Client(), member("ben@example.org", "Intake staff"))
    assert colleague.get(answer.url).status_code == 404
    assert desk.get(reverse("intake_search")).status_code == 405


def test_a_search_that_finds_much_is_leafed_through(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic.consultations.inbox.queries.A_PAGE", 2)
    made = [make_request().reference for _ in range(5)][::-1]
    first = address = desk.post(reverse("intake_search"), {"query": "(206) 555-0142"}).url
    seen = []
    while address:
        page = desk.get(address).content.decode()
        assert "5 requests were found." in page
        seen += re.findall(r">(KC-[^<]+)<", page)
        older = re.search(r'rel="next"\s+href="([^"]+)"', page)
        address = first + older[1].replace("&amp;", "&") if older else ""
    assert seen == made


def test_of_two_people_the_slower_is_told_and_keeps_the_words(desk: Client) -> None:
    request = make_request()
    ben = let_in(Client(), member("ben@example.org", "Intake staff"))
    ben.get(reverse("intake_request", args=(request.pk,)))
    assert "ben@example.org has opened" in desk.get(reverse("intake_request", args=(request.pk,))).content.decode()
    act(ben, request, "outcome", outcome="spoke", text="They are glad we called.", version=1)
    late = act(desk, request, "note", text="I will call at noon.", version=1)
    assert "Somebody changed this request meanwhile" in late.content.decode()
    assert "I will call at noon.</textarea>" in late.content.decode()
    assert Note.objects.count() == 0
    request.refresh_from_db()
    assert (request.status, request.version) == ("contacted", 2)


def test_a_call_is_recorded_with_one_press_and_respects_what_was_not_allowed(desk: Client) -> None:
    request = make_request()
    assert "no consent" in act(desk, request, "outcome", outcome="voicemail").content.decode()
    act(desk, request, "outcome", outcome="no-answer", text="Rang ten times")
    act(desk, request, "outcome", outcome="booked")
    request.refresh_from_db()
    assert request.status == "scheduled"
    assert request.first_contact_at is not None
    assert [attempt.text for attempt in request.attempts.all()] == ["Rang ten times", ""]
    assert "not followed by" in act(desk, request, "status", status="spam").content.decode()
    act(desk, request, "hand-over")
    request.refresh_from_db()
    assert request.handed_over_at is not None
    for nonsense in ("", "drop", "status", "assign"):
        assert act(desk, request, nonsense, assignee="x", status="x").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(text::text, '') FROM consultations_attempt")
        assert "Rang" not in cursor.fetchone()[0]


def test_quarantine_waits_for_a_person(desk: Client) -> None:
    fine, spam = make_request(doubts=("links",)), make_request(doubts=("honeypot",))
    assert "KC-" not in desk.get(reverse("intake_inbox")).content.decode()
    assert desk.get(reverse("intake_inbox") + "?show=quarantine").content.decode().count("KC-") == 2
    act(desk, fine, "not-spam")
    act(desk, spam, "spam")
    fine.refresh_from_db()
    spam.refresh_from_db()
    assert (fine.status, fine.quarantined) == ("new", False)
    assert (spam.status, spam.quarantined) == ("spam", False)


def test_duplicates_are_found_by_contact_and_merged(desk: Client) -> None:
    first, second = make_request(), make_request(email="")
    assert first.reference in desk.get(reverse("intake_request", args=(second.pk,))).content.decode()
    assert "no other request" in act(desk, second, "merge", reference=second.reference).content.decode()
    act(desk, second, "merge", reference=first.reference.lower())
    listing = desk.get(reverse("intake_inbox")).content.decode()
    assert first.reference in listing
    assert second.reference not in listing
    assert not SlotBooking.objects.filter(request=second).exists()


def test_pages_go_by_key_and_lead_on_from_one_request_to_the_next(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic.consultations.inbox.queries.A_PAGE", 2)
    made = [make_request().reference for _ in range(5)][::-1]
    address, seen = reverse("intake_inbox"), []
    for _ in range(3):
        page = desk.get(address).content.decode()
        seen += re.findall(r">(KC-[^<]+)<", page)
        older = re.search(r'rel="next"\s+href="([^"]+)"', page)
        address = reverse("intake_inbox") + older[1].replace("&amp;", "&") if older else ""
    assert seen == made
    assert not address
    middle = ConsultationRequest.objects.get(reference=made[2])
    page = desk.get(reverse("intake_request", args=(middle.pk,))).content.decode()
    for rel, reference in (("prev", made[1]), ("next", made[3])):
        neighbour = ConsultationRequest.objects.get(reference=reference)
        assert re.search(rf'rel="{rel}"\s+href="{reverse("intake_request", args=(neighbour.pk,))}', page)
    for nonsense in ("?before=x", "?after=2026~1", "?show=x&kind=y&assignee=z&location=q", "?before=" + "9" * 999):
        assert desk.get(reverse("intake_inbox") + nonsense).status_code == 200


def test_the_call_sheet_is_written_down_as_such(desk: Client) -> None:
    request = make_request()
    assert b"Sam Ortega" in desk.get(reverse("intake_call_sheet", args=(request.pk,))).content
    assert AuditEntry.objects.filter(action="call_sheet").count() == 1


def test_arrivals_are_counted_and_nothing_else_is_told(desk: Client) -> None:
    address = reverse("intake_arrivals")
    make_request()
    assert desk.get(address, {"since": "2026-01-01T00:00:00+00:00"}).json() == {"new": 1}
    for nonsense in ("", "x", "2026-01-01", "2026-99-01T00:00+00:00"):
        assert desk.get(address, {"since": nonsense}).json() == {"new": 0}
    assert desk.get(reverse("intake_found", args=(uuid4(),))).status_code == 404
    assert not InboxSearch.objects.exists()


def test_figures_and_the_calendar_count_and_name_nobody(desk: Client) -> None:
    empty = desk.get(reverse("intake_figures"))
    assert b"Nothing has come in." in empty.content
    answered, late = make_request(), make_request(kind="insurance")
    make_request(doubts=("links",))
    act(desk, answered, "outcome", outcome="spoke")
    ConsultationRequest.objects.filter(pk=late.pk).update(promised_at=late.received_at)
    page = desk.get(reverse("intake_figures")).content.decode()
    assert re.search(r"All</th>\s*<td>2</td>\s*<td>\s*1 of 2\s*</td>\s*<td>0 h 0 min</td>", page)
    assert page.count("<rect") == 24
    assert "Ortega" not in page
    begin = timezone.now() + timedelta(days=1)
    slot = Slot(begin, begin + timedelta(minutes=30), "America/Los_Angeles")
    booked = make_request(slot=slot)
    page = desk.get(reverse("intake_calendar")).content.decode()
    assert booked.reference in page
    assert "Ortega" not in page


def test_the_list_costs_the_same_with_many_requests(
    desk: Client, ana: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        begin = timezone.now() + timedelta(days=1, minutes=30 * number)
        make_request(slot=Slot(begin, begin + timedelta(minutes=30), "America/Los_Angeles"))
    ConsultationRequest.objects.update(assignee=ana)
    desk.get(reverse("intake_inbox"))
    # session, account, group; Wagtail's profile, hooks and menu; staff and locations for the filters; the page of
    # requests; the audit; the look; how many are in quarantine
    with django_assert_max_num_queries(26):
        desk.get(reverse("intake_inbox"))
