"""The card of an edition, for those who share it."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from clinic.core.share_cards import ShareCard, picture_file

CARD = "card.jpg"


def card_of(context: Mapping[str, Any]) -> ShareCard:
    """Return the card of an ``edition_context()``: its title, the clinic, and what may be said of its review today."""
    content, texts, review = context["content"], context["frame"].texts, context["review"]
    said = strip_tags(render_to_string("components/review_word.html", {"review": review}))
    return ShareCard(
        title=content["title"],
        site=texts.clinic_name if texts else "",
        line=" ".join(said.split()),
        ticked=review.status == "reviewed",
        picture_file=picture_file(content.get("featured")),
    )


def card_address(card: ShareCard, path: str) -> str:
    """Return where the card is got: another address for each, because other sites keep what they once fetched."""
    return f"{path}{CARD}?{card.key[:12]}"
