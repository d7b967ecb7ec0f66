"""What the editor's status panel says about the review of a page."""

from dataclasses import dataclass, field
from typing import Any

from django import template
from wagtail.models import Page

from articles.editions.models import CurrentEdition
from articles.editions.pages import EditionedPage
from articles.review.claims import Claim, claim_from, pointed_at
from articles.review.guard import why_not_live
from articles.review.models import HeldSchedule
from articles.review.shown import NotShown, Warned, not_shown, warned, with_standing

register = template.Library()


@dataclass(frozen=True)
class ReviewStatus:
    """What readers get of a page, and what its newest draft lacks to be read."""

    number: int | None = None
    claim: Claim | None = None
    not_shown: NotShown | None = None
    warning: Warned | None = None
    missing: list[str] = field(default_factory=list)
    held: HeldSchedule | None = None


@register.simple_tag
def review_status(page: Any) -> ReviewStatus | None:
    """Return the status of a page with editions; None for any other, for an alias and for one not saved yet."""
    if not isinstance(page, EditionedPage) or not page.pk or page.alias_of_id:
        return None
    row: CurrentEdition | None = with_standing(pointed_at()).filter(page=page.pk).first()
    return ReviewStatus(
        number=row.edition.number if row else None,
        claim=claim_from(row.sign_off) if row else None,
        not_shown=not_shown(row) if row else None,
        warning=warned(row) if row else None,
        missing=why_not_live(Page.objects.get(pk=page.pk)),
        held=HeldSchedule.objects.filter(page=page.pk).first(),
    )
