"""The one way in which this site sends mail of its own: owe it in the transaction, send it after the commit.

A room that sends mail registers a writer for each kind. A row that is owed names the kind and ids; the writer looks up
the words and the addresses when the mail goes out. A crash between sending and noting it sends a mail twice: never is
one lost.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from clinic.core.models import OwedMail

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
KEPT_FOR = timedelta(days=30)  # what was sent when, for whoever looks into a mail that did not arrive


@dataclass(frozen=True)
class Letter:
    """A mail to be sent. ``template`` names a text under templates/mail/ whose first line is the subject."""

    to: list[str]
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Writer = Callable[[Mapping[str, Any]], Letter | None]
_writers: dict[str, Writer] = {}


def writes(kind: str) -> Callable[[Writer], Writer]:
    """Register the decorated function as the writer of a kind. It returns None if nobody needs the mail any more."""

    def register(writer: Writer) -> Writer:
        if kind in _writers:
            raise ValueError(f"{kind} has a writer already")
        _writers[kind] = writer
        return writer

    return register


def owe_mail(kind: str, **about: int | str) -> OwedMail:
    """Note in the current transaction that a mail is owed, and wake the sender once that is committed."""
    if kind not in _writers:
        raise LookupError(f"nobody writes mail of the kind {kind}")
    owed = OwedMail.objects.create(kind=kind, about=about)
    transaction.on_commit(_wake)
    return owed


def send_owed_mail() -> int:
    """Send what is due and return how many were sent. What fails is tried again after a pause that doubles."""
    sent = 0
    while (owed := _claim()) is not None:
        letter = _writers[owed.kind](owed.about)
        if letter is not None:
            try:
                message_of(letter).send()
            except (SMTPException, OSError) as error:
                logger.warning("Mail %s was not taken (%s); next try %s.", owed, type(error).__name__, owed.next_try_at)
                continue
            sent += 1
        OwedMail.objects.filter(pk=owed.pk).update(settled_at=timezone.now())
    OwedMail.objects.filter(settled_at__lt=timezone.now() - KEPT_FOR).delete()
    return sent


def _claim() -> OwedMail | None:
    """Take the mail that is due first, its next try noted beforehand: whatever happens now, it comes round again."""
    with transaction.atomic():
        due = OwedMail.objects.filter(settled_at=None, next_try_at__lte=timezone.now(), kind__in=_writers)
        owed = due.select_for_update(skip_locked=True).order_by("next_try_at").first()
        if owed is not None:
            owed.next_try_at = timezone.now() + pause_after(owed.attempts)
            owed.attempts += 1
            owed.save(update_fields=["attempts", "next_try_at"])
        return owed


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: a minute, then twice as long each time, up to 6 hours."""
    return min(FIRST_PAUSE * 2 ** min(attempts, 10), LONGEST_PAUSE)


def message_of(letter: Letter) -> EmailMessage:
    """Render a letter as plain text."""
    subject, _line, body = render_to_string(f"mail/{letter.template}", dict(letter.context)).strip().partition("\n")
    return EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=letter.to)


def _wake() -> None:
    from clinic.core.tasks import send_mail_now  # the task's module imports this one

    send_mail_now.enqueue()
