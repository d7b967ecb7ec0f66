"""Until when reviews hold: what is coming due, and what has lapsed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from articles.editions.models import CurrentEdition, Edition
from articles.review.claims import Claim, claim_from, current_editions
from articles.review.queue import Queue, parted

if TYPE_CHECKING:
    from clinic.accounts.models import User

SOON = datetime.timedelta(days=60)


@dataclass(frozen=True)
class DueReview:
    """A live page whose review holds until ``claim.valid_until``; ``days`` from today, negative once it has lapsed."""

    current: CurrentEdition
    claim: Claim
    days: int

    @property
    def title(self) -> str:
        """The title that readers get."""
        return str(self.current.edition.card["title"])


def due_reviews(*, within: datetime.timedelta = SOON) -> list[DueReview]:
    """Return the live pages whose review lapses ``within`` that time or has lapsed, the longest lapsed first."""
    last_day = timezone.localdate() + within
    found = [_due(current, claim_from(current.sign_off)) for current in current_editions().select_related("page")]
    due = [row for row in found if row is not None and row.claim.valid_until and row.claim.valid_until <= last_day]
    return sorted(due, key=lambda row: row.days)


def due_queue_for(user: "User") -> Queue:
    """Return the editions to be renewed, parted by whether ``user`` may sign them."""
    keys = [row.current.edition_id for row in due_reviews()]
    editions: Mapping[int, Edition] = Edition.objects.defer("snapshot").select_related("page").in_bulk(keys)
    return parted([editions[key] for key in keys], user)


def _due(current: Any, claim: Claim) -> DueReview | None:
    if claim.valid_until is None:
        return None
    return DueReview(current, claim, (claim.valid_until - timezone.localdate()).days)
