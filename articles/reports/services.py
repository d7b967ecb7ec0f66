"""Taking reports in, settling them, and forgetting them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from articles.editions.models import Edition
from articles.reports.models import ERASING, Outcome, ProblemReport
from clinic.core.outbox import owe_mail

if TYPE_CHECKING:
    from clinic.accounts.models import User

KEPT_FOR = timedelta(days=180)  # after a report was settled
REPORT_MAIL = "reports.received"


class AlreadySettledError(Exception):
    """Somebody else has settled the report meanwhile."""


@transaction.atomic
def receive_report(
    edition: Edition, words: Mapping[str, str], token: UUID, doubts: Sequence[str] = ()
) -> ProblemReport:
    """Keep a report (``kind``, ``where``, ``what``) and owe the editors a mail; of a doubtful one none.

    The same words from the same form are kept once.
    """
    digest = hashlib.sha256(json.dumps([edition.pk, *sorted(words.items())]).encode()).hexdigest()
    report, made = ProblemReport.objects.get_or_create(
        form_token=token,
        digest=digest,
        defaults={**words, "edition": edition, "language": get_language() or "en", "doubts": list(doubts)},
    )
    if made and not doubts:
        owe_mail(REPORT_MAIL, report=report.pk)
    return report


@transaction.atomic
def settle(report_id: int, by: "User", outcome: Outcome, note: str = "") -> ProblemReport:
    """Settle a report; an outcome that erases takes the reader's words with it.

    Raises AlreadySettledError, and ProblemReport.DoesNotExist.
    """
    report = ProblemReport.objects.select_for_update().get(pk=report_id)
    if not report.is_open:
        raise AlreadySettledError
    report.outcome, report.note, report.settled_by, report.settled_at = outcome, note, by, timezone.now()
    if outcome in ERASING:
        report.what = report.where = ""
    report.save()
    return report


def forget_settled() -> int:
    """Delete the reports that were settled long enough ago, and return how many."""
    return ProblemReport.objects.filter(settled_at__lt=timezone.now() - KEPT_FOR).delete()[0]
