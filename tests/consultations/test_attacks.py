"""What programs and strangers send instead of answers: nothing breaks, nothing is kept, nobody else is shown."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from clinic.consultations.models import ConsultationRequest
from clinic.core.models import OwedMail
from tests.consultations.answers import ADDRESSES, ANSWERS, check, hidden_fields, open_form, send

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
BODIES = {
    "not UTF-8": (FORM, b"name=%ff%fe\xff\xc3&phone=\xe2\x28\xa1&intent=send"),
    "NUL bytes": (FORM, b"name=Sam%00&message=%00%00&website=%00&token=%00&intent=%00"),
    "10 MB": (FORM, b"message=" + b"x" * 10_000_000),
    "20,000 fields": (FORM, b"&".join(b"a%d=1" % number for number in range(20_000))),
    "one field many times": (FORM, b"&".join([b"name=Sam"] * 2000)),
    "broken multipart": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="na\r\n'),
    "multipart without a boundary": ("multipart/form-data", b"name=Sam"),
    "a file": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="message"; filename="a.exe"\r\n\r\nMZ\r\n--x--\r\n',
    ),
    "JSON": ("application/json", b'{"name": "Sam", "intent": "send"}'),
    "another character set": (f"{FORM}; charset=utf-16", "name=Sam&intent=send".encode("utf-16")),
    "an unknown character set": (f"{FORM}; charset=klingon", b"name=Sam"),
    "nothing": (FORM, b""),
}


@pytest.mark.parametrize("name", BODIES)
def test_no_body_breaks_a_form(client: Client, name: str) -> None:
    quiet = Client(raise_request_exception=False)
    kind, body = BODIES[name]
    for address in ("/contact/ask/", "/requests/change/"):
        answer = quiet.generic("POST", address, body, content_type=kind)  # post() would encode the body first
        assert answer.status_code in (200, 400, 413), (address, answer.status_code)
        assert b"Traceback" not in answer.content
    assert not ConsultationRequest.objects.exists()


def test_a_message_that_is_too_long_is_told_so_and_given_back(client: Client) -> None:
    page = check(client, "contact", message="word " * 100_000)
    assert b"Keep it to 1000 characters." in page.content
    assert b"Sam Ortega" in page.content
    assert not ConsultationRequest.objects.exists()


@pytest.mark.parametrize("line", ["\n", "\r\n", "%0a", "\u2028"])
def test_no_header_gets_into_a_mail_by_the_address(client: Client, line: str) -> None:
    email = f"sam@example.org{line}Bcc: everybody@example.org"
    page = check(client, "contact", email=email, reach_by="email")
    assert b"There is a problem" in page.content
    assert not OwedMail.objects.exists()


def test_a_form_of_somebody_else_shows_and_changes_nothing_of_theirs(client: Client) -> None:
    theirs = hidden_fields(check(client, "contact"))
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        client.post(ADDRESSES["contact"], {**theirs, "intent": "send"})
        stranger = Client()
        mine = {**ANSWERS["contact"], "name": "Somebody Else", "phone": "206 555 0199"}
        page = stranger.post(ADDRESSES["contact"], {**mine, "token": theirs["token"], "intent": "send"})
        other_form = stranger.post(
            ADDRESSES["insurance"], {**ANSWERS["insurance"], "token": theirs["token"], "intent": "send"}
        )
    for answer in (page, other_form):
        assert b"We have your request" not in answer.content
        assert b"Sam Ortega" not in page.content
        assert b"(206) 555-0142" not in page.content
    assert ConsultationRequest.objects.get().name == "Sam Ortega"


def test_fields_that_are_not_asked_for_are_not_kept(client: Client) -> None:
    forged = {
        "status": "scheduled",
        "assignee": "1",
        "quarantined": "",
        "reference": "KC-2222-2222",
        "legal_hold": "on",
        "received_at": "2020-01-01",
        "practice": "x",
        "answers": "{}",
        "merged_into": "1",
    }
    assert b"We have your request" in send(client, "contact", **forged).content
    request = ConsultationRequest.objects.get()
    assert (request.status, request.assignee, request.legal_hold) == ("new", None, False)
    assert request.reference != "KC-2222-2222"
    assert "practice" not in request.answers


def test_answers_in_the_address_are_not_taken(client: Client) -> None:
    fields = {**open_form(client, "contact"), **ANSWERS["contact"], "intent": "send"}
    page = client.get(f"{ADDRESSES['contact']}?{urlencode(fields)}")
    assert b"Sam Ortega" not in page.content
    assert not ConsultationRequest.objects.exists()
