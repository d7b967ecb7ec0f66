"""Processes of one site that can be killed: web workers, the sender of mail, a mail server, the rotation of keys.

`python -m tests.consultations.actors` sets Django up once, reads a line for each process to start, forks it and
answers with its number. A line holds the keys that CONSULTATION_KEYS names by then, and ``submit FILE FIRST LAST
PAUSE``, ``mail PORT``, ``serve_mail FILE PORT``, ``rotate BATCH`` or ``read FILE``. What they tell they append to FILE.
"""

import os
import re
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from io import StringIO
from ipaddress import ip_address
from pathlib import Path
from queue import Empty, SimpleQueue
from uuid import UUID

THREADS = 4


def main() -> None:
    """Start what the lines ask for, until there are no more. Line by line, so that the keys may change in between."""
    import django

    django.setup()
    from django.conf import settings
    from django.urls import get_resolver

    from clinic.consultations.keyring import read_keys

    get_resolver().url_patterns  # noqa: B018 -- imports every view, once for all that are forked
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a process that ended leaves no trace
    for line in sys.stdin:
        keys, name, *words = line.split()
        started = os.fork()
        if not started:
            settings.CONSULTATION_KEYS = read_keys(keys)
            play(ACTS[name], words)
        sys.stdout.write(f"{started}\n")
        sys.stdout.flush()


def play(act: Callable[..., None], words: list[str]) -> None:
    """Do it and end, without going back into the loop of the process that was forked."""
    try:
        act(*words)
    except BaseException:  # noqa: BLE001 -- this is the end of the process
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def submit(file: str, first: str, last: str, pause: str) -> None:
    """Send the forms of these numbers by the public view, over several connections; tell number and reference.

    A line is what a browser would have shown; where there was no confirmation, there is none. ``pause``: seconds
    between the forms of a connection.
    """
    numbers: SimpleQueue[int] = SimpleQueue()
    for number in range(int(first), int(last)):
        numbers.put(number)
    threads = [threading.Thread(target=_send_all, args=(numbers, file, float(pause))) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _send_all(numbers: "SimpleQueue[int]", file: str, pause: float) -> None:
    from django.core import signing
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from clinic.core.spam import SALT

    client = Client(raise_request_exception=False)
    while True:
        try:
            number = numbers.get_nowait()
        except Empty:
            connection.close()
            return
        carried = {"id": str(UUID(int=number)), "at": timezone.now().timestamp() - 60}
        answers = {
            "name": f"Person {number}",
            "reach_by": "phone",
            "phone": f"+1206{5_000_000 + number}",
            "topic": "Something else",
            "token": signing.dumps(carried, salt=SALT),
            "intent": "send",
        }
        address = str(ip_address(0x0A000000 + (number << 8) % 2**24))  # each from a network of their own
        page = client.post("/contact/ask/", answers, REMOTE_ADDR=address).content.decode()
        if found := re.search(r"KC-\w{4}-\w{4}", page):
            tell(file, f"{number} {found[0]}")
        time.sleep(pause)


def mail(port: str) -> None:
    """Send owed mail again and again, as the scheduler does."""
    from django.conf import settings

    from clinic.core.management.commands.scheduler import run

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    while True:
        run("send_owed_mail")
        time.sleep(0.2)


def serve_mail(file: str, port: str) -> None:
    """Take mail, and tell the reference in each subject."""
    from email import message_from_bytes

    from aiosmtpd.controller import Controller

    class Taker:
        async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802 -- aiosmtpd's name
            subject = str(message_from_bytes(envelope.content)["Subject"])  # type: ignore[attr-defined]  # aiosmtpd's
            tell(file, subject.split()[1])
            return "250 Taken"

    Controller(Taker(), hostname="127.0.0.1", port=int(port)).start()
    signal.pause()


def rotate(batch: str) -> None:
    """Rewrap every data key."""
    from django.core.management import call_command

    call_command("rotate_consultation_keys", batch=int(batch), stdout=StringIO())


def read(file: str) -> None:
    """Open every request, and tell number and name."""
    from clinic.consultations.models import ConsultationRequest

    for request in ConsultationRequest.objects.iterator():
        tell(file, f"{request.form_token.int} {request.name}")


def tell(file: str, words: str) -> None:
    """Append a line, whole or not at all."""
    with Path(file).open("ab", buffering=0) as lines:
        lines.write(f"{words}\n".encode())


ACTS: dict[str, Callable[..., None]] = {
    "submit": submit,
    "mail": mail,
    "serve_mail": serve_mail,
    "rotate": rotate,
    "read": read,
}

if __name__ == "__main__":
    main()
