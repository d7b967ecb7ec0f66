"""How long requests are kept, and what is left when they go: a tombstone without content.

A request goes with everything that was merged into it, or not at all: a legal hold on one of them keeps them all.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from clinic.accounts.models import User
from clinic.consultations.audit import record
from clinic.consultations.models import (
    Action,
    ConsultationRequest,
    InboxSearch,
    IntakeSettings,
    Status,
    Tombstone,
    WrappedKey,
)
from clinic.consultations.models.requests import NOT_PROCEEDING

SEARCHES_KEPT = timedelta(hours=12)


class HeldError(Exception):
    """A legal hold keeps this request."""


def due() -> QuerySet[ConsultationRequest]:
    """Return what goes now: requests whose time is over, and before each of them what was merged into it.

    What is open, in quarantine or held is never among them.
    """
    now, days = timezone.now(), IntakeSettings.objects.first() or IntakeSettings()
    over = (
        Q(status=Status.SPAM, status_since__lt=now - timedelta(days=days.keep_spam))
        | Q(status__in=NOT_PROCEEDING, status_since__lt=now - timedelta(days=days.keep_not_proceeding))
        | Q(status=Status.SCHEDULED, handed_over_at__lt=now - timedelta(days=days.keep_scheduled))
        | Q(merged_into__isnull=False, received_at__lt=now - timedelta(days=days.keep_not_proceeding))
    )
    requests = ConsultationRequest.objects.filter(quarantined=False)
    held = Q(legal_hold=True) | Q(merged_into__legal_hold=True) | Exists(_held_duplicates())
    ending = requests.filter(over).exclude(held)
    return (
        requests.filter(Q(pk__in=ending.values("pk")) | Q(merged_into__in=ending.values("pk")))
        .defer("name", "phone", "email", "answers")
        .order_by(F("merged_into").asc(nulls_last=True), "received_at")
    )


def purge() -> Iterator[ConsultationRequest]:
    """Destroy what is due and yield each; every one is a transaction of its own, so it can be stopped at any time."""
    for request in due():
        try:
            remove(request, why="retention")
        except (ConsultationRequest.DoesNotExist, HeldError):  # somebody erased it meanwhile, or put it under a hold
            continue
        yield request


def is_held(request: ConsultationRequest) -> bool:
    """Say whether a legal hold keeps a request, or something that was merged into it."""
    return request.legal_hold or request.merged.filter(legal_hold=True).exists()


@transaction.atomic
def remove(request: ConsultationRequest, *, why: str, actor: User | None = None, reason: str = "") -> None:
    """Destroy a request and what was merged into it: key, index, words. Raises HeldError, and then nothing is gone."""
    locked = ConsultationRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.legal_hold:
        raise HeldError(locked.reference)
    for duplicate in locked.merged.all():
        remove(duplicate, why=why, actor=actor, reason=reason)
    action = Action.ERASED if why == "erasure" else Action.PURGED
    record(action, actor=actor, request_id=locked.pk, reason=reason, status=locked.status)
    Tombstone.objects.create(
        reference=locked.reference, kind=locked.kind, status=locked.status, received_at=locked.received_at, why=why
    )
    WrappedKey.objects.filter(pk=locked.key_id).delete()
    locked.delete()


def forget_searches() -> None:
    """Throw away what searches found."""
    InboxSearch.objects.filter(made_at__lt=timezone.now() - SEARCHES_KEPT).delete()


def _held_duplicates() -> QuerySet[ConsultationRequest]:
    return ConsultationRequest.objects.filter(merged_into=OuterRef("pk"), legal_hold=True)
