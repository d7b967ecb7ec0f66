"""Mail that is owed reaches a real SMTP server that comes and goes; for what did not happen none is sent."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone

from clinic.core import outbox
from clinic.core.models import OwedMail
from clinic.core.outbox import Letter, owe_mail, pause_after, send_owed_mail

pytestmark = pytest.mark.django_db(transaction=True)


class Inbox:
    """What a mail server took."""

    def __init__(self) -> None:
        self.subjects: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        self.subjects.append(message_from_bytes(envelope.content)["Subject"])
        return "250 Taken"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def mail_server(inbox: Inbox, settings: LazySettings) -> Iterator[Callable[[], Controller]]:
    """Start a server that takes mail at the address that the settings name; call it again after stopping that one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    started = []

    def start() -> Controller:
        server = Controller(inbox, hostname="127.0.0.1", port=port)
        server.start()
        started.append(server)
        return server

    yield start
    for server in started:
        if server.loop.is_running():
            server.stop()


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register a kind of mail for the tests alone; number 0 stands for somebody who has gone."""

    def write(about: Any) -> Letter | None:
        return Letter(["sam@example.org"], "test.txt", {"number": about["number"]}) if about["number"] else None

    monkeypatch.setitem(outbox._writers, "test", write)
    monkeypatch.setattr(outbox, "render_to_string", lambda _name, context: f"Number {context['number']}\n\nHello.")


def after(pause: timedelta) -> Any:
    return time_machine.travel(timezone.now() + pause + timedelta(seconds=1))


def test_mail_waits_for_a_server_that_is_away_and_goes_out_once_when_it_is_back(
    mail_server: Callable[[], Controller], inbox: Inbox
) -> None:
    owe_mail("test", number=1)
    assert send_owed_mail() == 0
    server = mail_server()
    assert send_owed_mail() == 0, "it waits out its pause"
    with after(pause_after(0)):
        assert send_owed_mail() == 1
        assert send_owed_mail() == 0
    server.stop()
    owe_mail("test", number=2)
    assert send_owed_mail() == 0
    mail_server()
    with after(pause_after(0)):
        send_owed_mail()
    assert inbox.subjects == ["Number 1", "Number 2"]


def test_a_mail_that_cannot_be_written_holds_up_no_other_and_comes_round_again(
    mail_server: Callable[[], Controller], inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_server()

    def fail(_about: Any) -> Letter:
        raise LookupError

    monkeypatch.setitem(outbox._writers, "broken", fail)
    broken = owe_mail("broken")
    owe_mail("test", number=1)
    with pytest.raises(LookupError):
        send_owed_mail()
    assert send_owed_mail() == 1
    broken.refresh_from_db()
    assert (broken.attempts, broken.settled_at) == (1, None)
    assert inbox.subjects == ["Number 1"]


def test_nothing_is_sent_for_what_was_rolled_back_nor_to_somebody_who_has_gone(
    mail_server: Callable[[], Controller], inbox: Inbox
) -> None:
    mail_server()
    with transaction.atomic():
        owe_mail("test", number=1)
        transaction.set_rollback(True)
    owe_mail("test", number=0)
    assert send_owed_mail() == 0
    assert not inbox.subjects
    assert OwedMail.objects.get().settled_at is not None


def test_a_commit_wakes_the_sender() -> None:
    with transaction.atomic():
        owe_mail("test", number=1)
        assert not _waiting()
    assert _waiting() == ["clinic.core.tasks.send_mail_now"]


def _waiting() -> list[str]:
    from django_tasks_db.models import DBTaskResult

    return list(DBTaskResult.objects.values_list("task_path", flat=True))


def test_pauses_double_up_to_six_hours() -> None:
    assert [pause_after(n).total_seconds() / 60 for n in (0, 1, 2, 8, 9, 500)] == [1, 2, 4, 256, 360, 360]
