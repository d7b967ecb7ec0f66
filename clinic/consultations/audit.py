"""Writing down who did what with requests: before it is shown, and even when what was tried is rolled back.

Entries are written as they happen and repeated in the log once they are committed; ``seal`` chains them afterwards and
signs the head. So a missing or changed entry is noticed by whoever holds the log stream and the key.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction

from clinic.accounts.models import User
from clinic.consultations.data_keys import seal_key
from clinic.consultations.models import Action, AuditEntry, AuditSeal

stream = logging.getLogger("clinic.audit")

START = "0" * 64
WAIT = "2s"  # for writers in the middle of a transaction; otherwise the next minute


def record(
    action: Action, *, actor: User | None = None, request_id: UUID | None = None, reason: str = "", **details: Any
) -> AuditEntry:
    """Write an entry in the current transaction. What cannot be written down raises, and is then not shown or done.

    ``details``: names of fields, states, counts; never words of a request.
    """
    entry = AuditEntry.objects.create(
        action=action,
        actor=actor,
        actor_name=str(actor.email) if actor else "",
        request_id=request_id,
        reason=reason,
        details=details,
    )
    transaction.on_commit(lambda: _mirror(entry.pk, action, actor, request_id))
    return entry


@contextmanager
def quiet_audit() -> Iterator[None]:
    """Do not repeat in the log what is invented in here."""
    stream.disabled = True
    try:
        yield
    finally:
        stream.disabled = False


def stated_reason(text: str) -> str:
    """Return a reason that somebody typed, as an entry keeps it: on one line, cut to what there is room for."""
    return " ".join(text.replace("\0", " ").split())[:200]


def record_apart(action: Action, *, actor: User | None = None, request_id: UUID | None = None, **details: Any) -> None:
    """Write an entry on a connection of its own, so that no rollback loses it: for what failed or was refused."""
    apart = connection.copy()
    try:
        with apart.cursor() as cursor:
            cursor.execute(
                "INSERT INTO consultations_auditentry (action, request_id, actor_id, actor_name, reason, details)"
                " VALUES (%s, %s, %s, %s, '', %s) RETURNING id",
                [action, request_id, actor.pk if actor else None, actor.email if actor else "", json.dumps(details)],
            )
            _mirror(cursor.fetchone()[0], action, actor, request_id)
    finally:
        apart.close()


def seal() -> AuditSeal | None:
    """Chain and sign every entry since the last seal; None if there is none, or if writers were in the way.

    The lock waits for writers and keeps new ones out, so that no entry with a smaller number comes later.
    """
    key = seal_key()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
                cursor.execute("LOCK TABLE consultations_auditseal IN EXCLUSIVE MODE")
                cursor.execute("LOCK TABLE consultations_auditentry IN SHARE MODE")
            last = AuditSeal.objects.order_by("-pk").first()
            entries = list(AuditEntry.objects.filter(pk__gt=last.last_id if last else 0))
            if not entries:
                return None
            previous = last.digest if last else START
            digest = chained(previous, entries)
            sealed = AuditSeal.objects.create(
                first_id=entries[0].pk,
                last_id=entries[-1].pk,
                count=len(entries),
                previous=previous,
                digest=digest,
                signature=_signature(key, digest),
            )
    except OperationalError:
        logging.getLogger(__name__).info("The audit was busy; it is sealed the next time.")
        return None
    stream.warning("audit head %s %s %s %s", sealed.pk, sealed.last_id, sealed.digest, sealed.signature)
    return sealed


def broken_links() -> list[str]:
    """Check every seal against the entries; return a sentence for each that does not fit."""
    key, previous, wrong = seal_key(), START, []
    covered = 0
    for each in AuditSeal.objects.order_by("pk"):
        entries = AuditEntry.objects.filter(pk__gt=covered, pk__lte=each.last_id).order_by("pk")
        digest = chained(previous, entries)
        if (each.previous, each.digest) != (previous, digest):
            wrong.append(f"Entries {each.first_id} to {each.last_id} are not what was sealed.")
        if not hmac.compare_digest(each.signature, _signature(key, each.digest)):
            wrong.append(f"The seal of entries {each.first_id} to {each.last_id} is not signed by our key.")
        previous, covered = each.digest, each.last_id
    return wrong


def chained(previous: str, entries: Iterable[AuditEntry]) -> str:
    """Return the head of the chain after ``entries``."""
    head = previous
    for entry in entries:
        row = [
            entry.pk,
            entry.at.isoformat(),
            entry.action,
            str(entry.request_id or ""),
            entry.actor_id,
            entry.actor_name,
            entry.reason,
            entry.details,
        ]
        head = hashlib.sha256(f"{head}\n{json.dumps(row, sort_keys=True)}".encode()).hexdigest()
    return head


def _mirror(number: int, action: Action, actor: User | None, request_id: UUID | None) -> None:
    """Repeat an entry in the log, by ids alone."""
    stream.info("audit entry %s %s actor %s request %s", number, action, actor.pk if actor else "-", request_id or "-")


def _signature(key: bytes, digest: str) -> str:
    return hmac.digest(key, digest.encode(), hashlib.sha256).hex()
