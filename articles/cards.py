"""Articles in a list: what a card prints, from the edition."""

import datetime
from dataclasses import dataclass, field

from articles.editions.freezing import plain_text
from articles.editions.models import CurrentEdition
from articles.review.claims import Claim, claim_from
from articles.review.shown import without_pictures
from clinic.core.frame import SitePages
from clinic.core.pictures import Picture


@dataclass(frozen=True)
class Card:
    """One article or treatment in a list. ``standfirst`` is plain text."""

    title: str
    url: str
    standfirst: str
    picture: Picture | None
    updated: datetime.datetime
    review: Claim
    topics: list[str] = field(default_factory=list)


def card_from(current: CurrentEdition, pages: SitePages) -> Card:
    """Return the card of a row of ``current_editions()``."""
    content = without_pictures(current.edition.card, current.withheld_pictures)
    return Card(
        title=content["title"],
        url=pages.url(current.page),
        standfirst=plain_text(content["standfirst"]),
        picture=content.get("featured"),
        updated=current.updated,
        review=claim_from(current.sign_off),
        topics=[topic["name"] for topic in content.get("topics", [])],
    )
