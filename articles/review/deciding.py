"""What follows from a reviewer's decision: the workflow goes on, and what was signed is published."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from articles.review.models import Decision, SignOff
from articles.review.services import sign_edition
from articles.review.steps import open_step

if TYPE_CHECKING:
    from clinic.accounts.models import User


@transaction.atomic
def decide(
    edition_id: int,
    user: "User",
    decision: Decision,
    *,
    digest_shown: str,
    comment: str = "",
    answers: Sequence[Mapping[str, str]] = (),
) -> SignOff:
    """Record a decision and end the medical review that waited for it: signed words go live, others go back.

    An edition that came here outside of the workflow is signed and nothing else. Raises CannotSignError, or what the
    guard raises where the draft no longer holds the words that were signed.
    """
    sign_off = sign_edition(edition_id, user, decision, digest_shown=digest_shown, comment=comment, answers=answers)
    step = open_step(sign_off.edition)
    if step is not None and decision == Decision.APPROVED:
        step.approve(user=user)
    elif step is not None and decision == Decision.CHANGES_REQUESTED:
        step.reject(user=user, comment=comment)
    return sign_off
