"""The forms of the public: what is asked, what is checked again, and what nobody can get wrong."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from clinic.consultations.models import Consent, ConsultationRequest, IntakeSettings
from clinic.core.models import OwedMail
from tests.consultations.answers import ADDRESSES, ANSWERS, check, hidden_fields, open_form, send

pytestmark = pytest.mark.django_db
REFERENCE = re.compile(r"KC-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.mark.parametrize("kind", ADDRESSES)
def test_each_form_is_asked_checked_and_confirmed_and_everything_is_kept(client: Client, kind: str) -> None:
    page = client.get(ADDRESSES[kind])
    assert b"911" in page.content
    assert b"988" in page.content
    assert b"not monitored around the clock" in page.content
    checked = check(client, kind)
    assert b"(206) 555-0142" in checked.content
    assert not ConsultationRequest.objects.exists()
    done = send(client, kind)
    request = ConsultationRequest.objects.get()
    assert request.reference in done.content.decode()
    assert b"not monitored around the clock" in done.content
    assert (request.kind, request.name, request.phone) == (kind, "Sam Ortega", "+12065550142")
    kept = json.loads(request.answers)
    expected = {name: value for name, value in ANSWERS[kind].items() if name not in ("name", "phone")}
    assert kept == expected
    assert not request.quarantined
    assert OwedMail.objects.get().about == {"request": str(request.pk)}


@pytest.mark.parametrize("kind", ADDRESSES)
def test_every_page_is_for_this_person_alone(client: Client, kind: str) -> None:
    for response in (client.get(ADDRESSES[kind]), check(client, kind), send(client, kind)):
        assert response["Cache-Control"] == "no-store"
        assert set(response.cookies) <= {"csrftoken"}


def test_a_second_click_a_refresh_and_the_same_form_again_give_the_same_reference(client: Client) -> None:
    checked = hidden_fields(check(client, "contact"))
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        pages = [client.post(ADDRESSES["contact"], {**checked, "intent": "send"}) for _ in range(3)]
    assert len({REFERENCE.search(page.content.decode())[0] for page in pages}) == 1  # type: ignore[index]  # a page without one fails the test as well
    assert ConsultationRequest.objects.count() == 1
    assert OwedMail.objects.count() == 1


def test_going_back_and_changing_an_answer_after_sending_never_looks_confirmed(client: Client) -> None:
    checked = hidden_fields(check(client, "contact"))
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        client.post(ADDRESSES["contact"], {**checked, "intent": "send"})
        page = client.post(ADDRESSES["contact"], {**checked, "phone": "(206) 555-0199", "intent": "send"})
    assert "was not sent" in page.content.decode().replace("\n", " ")
    assert b"(206) 555-0199" in page.content
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        again = {**checked, **hidden_fields(page), "phone": "(206) 555-0199", "intent": "send"}
        client.post(ADDRESSES["contact"], again)
    assert sorted(each.phone for each in ConsultationRequest.objects.all()) == ["+12065550142", "+12065550199"]


def test_two_tabs_are_two_requests(client: Client) -> None:
    send(client, "contact")
    send(client, "contact")
    assert ConsultationRequest.objects.count() == 2


def test_hidden_answers_are_checked_anew(client: Client) -> None:
    checked = hidden_fields(check(client, "consultation"))
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        for tampered in ({"state": "Atlantis"}, {"phone": "12"}, {"emergency": "yes"}, {"name": ""}, {"reach_by": "x"}):
            page = client.post(ADDRESSES["consultation"], {**checked, **tampered, "intent": "send"})
            assert "<title>Error:" in " ".join(page.content.decode().split()).replace("> Error", ">Error")
    assert not ConsultationRequest.objects.exists()


def test_change_gives_every_answer_back(client: Client) -> None:
    checked = hidden_fields(check(client, "insurance", voicemail="on", message="<b>one & two</b>"))
    page = client.post(ADDRESSES["insurance"], {**checked, "intent": "change"})
    words = page.content.decode()
    for answer in ("Sam Ortega", "(206) 555-0142", "Example Mutual", "Silver", "&lt;b&gt;one &amp; two&lt;/b&gt;"):
        assert answer in words
    assert re.search(r'name="voicemail"[^>]*checked', words)
    assert "There is a problem" not in words


def test_an_emergency_is_sent_where_there_is_help_and_nothing_is_lost(client: Client) -> None:
    page = check(client, "consultation", emergency="yes")
    assert b"Call 911 now" in page.content
    assert b"Sam Ortega" in page.content


def test_a_patient_is_named_by_initials_alone(client: Client) -> None:
    assert b"Enter initials only" in check(client, "referral", initials="Anna Berg").content
    for initials in ("AB", "A.B.", "a b c", "Ł-Ż"):
        assert b"Check your answers" in check(client, "referral", initials=initials).content


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"reach_by": "email"}, "Enter the address at which we may write to you."),
        ({"phone": ""}, "Enter the number at which we may call you."),
        ({"phone": "555-01"}, "Enter a phone number with its area code"),
        ({"email": "sam"}, "Enter an e-mail address with an @"),
        ({"name": "  "}, "Enter your name."),
        ({"message": "x" * 1001}, "Keep it to 1000 characters."),
    ],
)
def test_what_is_wrong_is_said_above_and_at_the_field(client: Client, changed: dict[str, str], problem: str) -> None:
    page = check(client, "contact", **changed).content.decode()
    assert page.count(problem) == 2
    assert re.search(r'<a href="#id_\w+">[^<]*' + re.escape(problem), page)


def test_consents_are_separate_unticked_and_kept_in_the_words_that_were_shown(client: Client) -> None:
    boxes = re.findall(r'<input type="checkbox"[^>]*>', client.get(ADDRESSES["contact"]).content.decode())
    assert len(boxes) == 3
    assert not [box for box in boxes if "checked" in box]
    send(client, "contact")
    assert not Consent.objects.exists()
    send(client, "contact", voicemail="on", text="on")
    kept = Consent.objects.values_list("kind", "given", "wording", "language")
    assert set(kept) == {
        ("voicemail", True, "You may leave a voicemail that names the clinic.", "en"),
        ("text", True, "You may send me text messages about this request.", "en"),
    }


def test_too_fast_or_too_old_shows_the_form_again_with_the_answers(client: Client) -> None:
    fields = {**open_form(client, "contact"), **ANSWERS["contact"]}
    for after in (timedelta(seconds=1), timedelta(hours=13)):
        with time_machine.travel(timezone.now() + after):
            page = client.post(ADDRESSES["contact"], fields)
            assert b"There is a problem" in page.content
            assert b"Is there parking?" in page.content
    with time_machine.travel(timezone.now() + timedelta(hours=13, seconds=30)):
        page = client.post(ADDRESSES["contact"], {**ANSWERS["contact"], **hidden_fields(page)})
        assert b"Check your answers" in page.content


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\u0000", "🙂" * 500])
def test_a_tampered_token_costs_nobody_their_answers(client: Client, token: str) -> None:
    page = client.post(ADDRESSES["contact"], {**ANSWERS["contact"], "token": token, "intent": "send"})
    assert page.status_code == 200
    assert b"Is there parking?" in page.content
    assert not ConsultationRequest.objects.exists()


def test_a_form_from_elsewhere_gives_the_answers_back_and_keeps_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    page = check(client, "contact")
    assert page.status_code == 200
    assert b"blocks cookies" in page.content
    assert b"Is there parking?" in page.content
    assert not ConsultationRequest.objects.exists()


def test_doubt_means_quarantine_and_never_refusal(client: Client) -> None:
    links = "https://a.example https://b.example http://c.example"
    for changed in ({"website": "https://spam.example"}, {"message": links}):
        assert b"We have your request" in send(client, "contact", **changed).content
    assert [request.doubts for request in ConsultationRequest.objects.order_by("received_at")] == [
        ["honeypot"],
        ["links"],
    ]
    for _ in range(3):
        send(client, "contact", phone="(206) 555-0177")
    last = ConsultationRequest.objects.order_by("received_at").last()
    assert last is not None
    assert last.doubts == []
    send(client, "contact", phone="+1 206 555 0177")
    last = ConsultationRequest.objects.order_by("received_at").last()
    assert last is not None
    assert last.doubts == ["contact"]


def test_many_from_one_network_are_quarantined_and_its_address_is_kept_nowhere(client: Client) -> None:
    for number in range(11):
        send(client, "contact", phone=f"(206) 555-01{number:02}")
    newest = ConsultationRequest.objects.order_by("-received_at").first()
    assert newest is not None
    assert newest.doubts == ["place"]
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        call_command("keep_form_copies")
    from clinic.core.models import Tally

    assert not Tally.objects.exists()


def test_an_email_with_the_reference_is_offered_where_the_clinic_says_so(client: Client) -> None:
    from wagtail.models import Site

    site = Site.objects.get(is_default_site=True)
    IntakeSettings.objects.create(site=site, acknowledges=True)
    send(client, "contact", email="sam@example.org", email_copy="on")
    assert sorted(OwedMail.objects.values_list("kind", flat=True)) == ["request_acknowledged", "request_waits"]
