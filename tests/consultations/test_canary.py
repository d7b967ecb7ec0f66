"""What is typed into a form is found nowhere afterwards but sealed, whatever it may have been written as."""

import base64
import gzip
import json
import logging
import quopri
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.views.debug import ExceptionReporter

from clinic.consultations.forms import PersonForm
from clinic.consultations.models import ConsultationRequest, IntakeSettings
from clinic.consultations.views import FORMS
from tests.consultations.answers import ADDRESSES, check, hidden_fields, send
from tests.consultations.people import member
from tests.databases import dump, used_database
from tests.staff import let_in

CANARIES = {
    "name": "Quetzalç Vermilion",
    "phone": "(415) 555-0183",
    "email": "Zephyrine.Canary@example.org",
    "message": "marmalade=octopus & 77 ü",
    "interpreter": "Xhosakwanzi",
    "carrier": "Heliotrope Mutual",
    "plan": "Obsidian-9",
    "practice": "Wisteria Clinic Yarrow",
    "initials": "Q.V.X.Z",
    "state": "Montana",
    "website": "https://gossamer-lemur.example",
}
# Nothing tells a state or initials apart from chance in base64, so only their plain forms are looked for.
SHORT = {"initials", "state"}


def disguises(name: str, value: str) -> Iterator[bytes]:
    """Every form in which a value may have been written somewhere."""
    plain = {value, value.lower(), value.upper()}
    if name == "phone":
        digits = "".join(character for character in value if character.isdigit())
        plain |= {digits, f"+1{digits}", f"1{digits}"}
    for text in plain:
        raw = text.encode()
        yield raw
        if name in SHORT:
            continue
        yield from (raw.hex().encode(), raw.hex().upper().encode())
        yield from (quote(text).encode(), quote_plus(text).encode(), json.dumps(text)[1:-1].encode())
        yield quopri.encodestring(raw)
        for offset in range(3):
            encoded = base64.b64encode(b"\0" * offset + raw)
            # The first and last group mix with what stands around the value.
            inner = encoded[4 if offset else 0 : -4]
            yield from (inner, inner.translate(bytes.maketrans(b"+/", b"-_")))


def leaks(haystacks: dict[str, bytes]) -> list[str]:
    """Return where a canary was found, and as what."""
    return [
        f"{name} in {where} as {form!r}"
        for name, value in CANARIES.items()
        for form in set(disguises(name, value))
        for where, hay in haystacks.items()
        if form in hay
    ]


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    name, phone = CANARIES["name"], "4155550183"
    for planted in (
        name.encode(),
        b"x" + base64.b64encode(b"ab" + name.encode() + b"cd"),
        base64.urlsafe_b64encode(b"abc?>" + CANARIES["message"].encode() + b"defg"),
        b"\\x" + name.encode().hex().encode(),
        json.dumps({"name": name}).encode(),
        quote(f"?name={name}").encode(),
        quopri.encodestring(name.encode()),
        name.lower().encode(),
        f"tel:+1{phone}".encode(),
    ):
        assert leaks({"planted": b"before " + planted + b" after"}), planted
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress(phone.encode()))
    assert leaks(dict(files([packed]))), "compressed"


@pytest.mark.django_db(transaction=True)
def test_no_canary_is_found_in_dump_media_logs_mails_cache_queue_sessions_or_error_pages(
    client: Client,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from wagtail.models import Site

    caplog.set_level(logging.DEBUG)
    IntakeSettings.objects.create(site=Site.objects.get(), acknowledges=True)
    assert set(CANARIES) >= {name for form in FORMS.values() for name in typed_into(form)}
    for kind in ADDRESSES:
        page = send(client, kind, **own_canaries(kind), reach_by="phone", email_copy="on")
        assert b"We have your request" in page.content
    work_at_the_desk()
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        for command in ("send_owed_mail", "seal_audit", "back_up_consultation_keys", "keep_form_copies"):
            call_command(command)
    assert {sent.to[0] for sent in mail.outbox} == {"ana@example.org", CANARIES["email"].lower()}
    written = dump(used_database(), tmp_path / "dump.sql").read_bytes()
    haystacks = {
        "dump": written,
        "what the dump holds as bytes": b"\0".join(bytes.fromhex(each.decode()) for each in BYTES.findall(written)),
        "mails": b"".join(message_without_address(message) for message in mail.outbox),
        "cache": repr(cache._cache).encode(),  # type: ignore[attr-defined]  # the local-memory cache of the tests
        "sessions": json.dumps([row.get_decoded() for row in Session.objects.all()], ensure_ascii=False).encode(),
        "error pages": error_pages(monkeypatch),
        **dict(files(settings.DATA_DIR.rglob("*"))),
    }
    haystacks["logs"] = (caplog.text + "".join(capfd.readouterr())).encode()
    assert not leaks(haystacks)
    for word in (b"consultations_consultationrequest", b"dbtaskresult", b"django_session"):
        assert word in haystacks["dump"]
    assert b"audit entry" in haystacks["logs"]
    assert len(haystacks["what the dump holds as bytes"]) > 1000
    assert any("key-backups" in name for name in haystacks)


BYTES = re.compile(rb"\\\\x((?:[0-9a-f]{2})+)")


def typed_into(form: type[PersonForm]) -> set[str]:
    """Return the fields of a form that somebody types into."""
    return {
        name
        for name, field in form.base_fields.items()
        if type(field).__name__ == "CharField" and name in (*form.order, "website")
    }


def own_canaries(kind: str) -> dict[str, str]:
    """Return a canary for each field that this form has."""
    form = FORMS[kind]  # type: ignore[index]  # a kind is a string
    return {name: value for name, value in CANARIES.items() if name in (*form.order, "website")}


def work_at_the_desk() -> None:
    """Open, note, search, correct and answer, as staff do."""
    desk = let_in(Client(), member("ana@example.org", "Intake staff"))
    for request in ConsultationRequest.objects.all():
        assert CANARIES["name"] in desk.get(reverse("intake_request", args=(request.pk,))).content.decode()
        desk.get(reverse("intake_call_sheet", args=(request.pk,)))
        fields = {"act": "outcome", "outcome": "spoke", "text": CANARIES["message"], "version": request.version}
        assert desk.post(reverse("intake_act", args=(request.pk,)), fields).status_code == 302
        corrected = {name: CANARIES[name] for name in ("name", "phone", "email")}
        address = reverse("intake_correct", args=(request.pk,))
        assert desk.post(address, {**corrected, "version": request.version + 1}).status_code == 302
        desk.post(reverse("intake_give_out", args=(request.pk,)))
    for query in (CANARIES["phone"], CANARIES["email"], CANARIES["name"]):
        desk.post(reverse("intake_search"), {"query": query}, follow=True)
    guess = {"reference": ConsultationRequest.objects.all()[0].reference, "contact": CANARIES["phone"]}
    assert desk.post(reverse("change_request"), guess).status_code == 200


def error_pages(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return what a visitor sees and what a report to administrators says when a view fails in the middle."""
    browser, reports = Client(raise_request_exception=False), list[str]()
    fields = hidden_fields(check(browser, "contact", **own_canaries("contact")))

    def fail(*_: Any) -> None:
        raise RuntimeError("in the middle")

    def report(request: Any, **_: Any) -> None:
        reporter = ExceptionReporter(request, *sys.exc_info())
        reports.extend((reporter.get_traceback_text(), reporter.get_traceback_html()))

    got_request_exception.connect(report)
    with monkeypatch.context() as patch:
        patch.setattr("clinic.consultations.views.receive", fail)
        with time_machine.travel(timezone.now() + timedelta(minutes=1)):
            page = browser.post(ADDRESSES["contact"], {**fields, "intent": "send"})
    got_request_exception.disconnect(report)
    assert page.status_code == 500
    assert "in the middle" in reports[0]
    return page.content + "".join(reports).encode()


def message_without_address(message: Any) -> bytes:
    """Return a mail as it goes over the wire. The address it goes to is known to whoever carries it."""
    raw = bytes(message.message())
    return raw.replace(f"To: {CANARIES['email'].lower()}".encode(), b"To: them")


def files(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the content of files, decompressed."""
    for path in paths:
        if path.is_file():
            content = path.read_bytes()
            yield str(path), gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
