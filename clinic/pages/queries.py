"""What pages of the clinic show of others."""

from typing import TYPE_CHECKING, Any

from articles.cards import Card, card_from
from articles.review.lists import listed
from clinic.core.frame import Frame
from clinic.people.models import PersonPage
from clinic.people.models.pages import listed_people

if TYPE_CHECKING:
    from clinic.pages.models import HomePage

CARDS_ON_HOME = 4
NEWEST = 12  # among which reviewed articles come first
PEOPLE_ON_HOME = 6


def latest_cards(page: "HomePage", frame: Frame) -> list[Card]:
    """Return cards of the newest articles, reviewed ones first."""
    cards = [card_from(row, frame.pages) for row in listed("article", page.locale_id)[:NEWEST]]
    return sorted(cards, key=lambda card: card.review.status != "reviewed")[:CARDS_ON_HOME]


def people_on_home(page: "HomePage", frame: Frame) -> list[dict[str, Any]]:
    """Return the people of the clinic, in the order of the team page."""
    return listed_people(PersonPage.objects.descendant_of(page), frame)[:PEOPLE_ON_HOME] if page.path else []
