"""Reminding people before a review lapses and when it has, once for each signature and span."""

import datetime

from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from articles.review.due import due_reviews
from articles.review.models import Decision, ReviewReminder, SignOff
from articles.review.standing import Answering
from clinic.core.outbox import owe_mail

# Days before a review lapses; 0 stands for its having lapsed.
SPANS = (60, 30, 7)
LAPSED = 0


def span_of(valid_until: datetime.date, today: datetime.date) -> int | None:
    """Return the span that a review is in, the shortest that fits; None while it is longer than all."""
    left = (valid_until - today).days
    return LAPSED if left < 0 else min((span for span in SPANS if left <= span), default=None)


def answering_sign_off(edition_id: int) -> SignOff | None:
    """Return the approval that answers for an edition, its own or that of the one it is a minor edit of."""
    newest = SignOff.objects.filter(edition=Answering(Value(edition_id))).exclude(decision=Decision.CHANGES_REQUESTED)
    sign_off = newest.order_by("-pk").first()
    return sign_off if sign_off and sign_off.decision == Decision.APPROVED else None


@transaction.atomic
def remind() -> int:
    """Owe the mails that are due today and have not been owed before; return how many."""
    owed, today = 0, timezone.localdate()
    for row in due_reviews():
        sign_off = answering_sign_off(row.current.edition_id)
        span = span_of(row.claim.valid_until, today) if row.claim.valid_until else None
        if sign_off is None or span is None:
            continue
        if ReviewReminder.objects.get_or_create(sign_off=sign_off, days=span)[1]:
            owe_mail("review.due", sign_off=sign_off.pk, edition=row.current.edition_id, days=span)
            owed += 1
    return owed
