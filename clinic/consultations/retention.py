"""How long requests are kept, and what is left when they go: a tombstone without content."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
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


def due() -> QuerySet[ConsultationRequest]:
    """Return the requests whose time is over. What is open, in quarantine or held is never among them."""
    now, days = timezone.now(), IntakeSettings.objects.first() or IntakeSettings()
    over = (
        Q(status=Status.SPAM, status_since__lt=now - timedelta(days=days.keep_spam))
        | Q(status__in=NOT_PROCEEDING, status_since__lt=now - timedelta(days=days.keep_not_proceeding))
        | Q(status=Status.SCHEDULED, handed_over_at__lt=now - timedelta(days=days.keep_scheduled))
        | Q(merged_into__isnull=False, received_at__lt=now - timedelta(days=days.keep_not_proceeding))
    )
    sealed = ("name", "phone", "email", "answers")
    return (
        ConsultationRequest.objects.filter(over, legal_hold=False, quarantined=False)
        .defer(*sealed)
        .order_by("received_at")
    )


@transaction.atomic
def remove(request: ConsultationRequest, *, why: str, actor: User | None = None, reason: str = "") -> None:
    """Destroy a request and what was merged into it: key, index, words. Raises ValueError under a legal hold."""
    locked = ConsultationRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.legal_hold:
        raise ValueError(f"{locked.reference} is under a legal hold.")
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
