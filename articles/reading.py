"""What an article's template is given: the current edition, and nothing of the page that editors work on."""

import datetime
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, F, Q, When
from django.http import HttpRequest
from django.utils import timezone

from articles.cards import Card, card_from
from articles.citing import citation_of
from articles.editions.canonical import canonical, digest
from articles.editions.freezing import plain_text
from articles.editions.models import CurrentEdition, Edition
from articles.editions.services import edition_content
from articles.jsonld import article_graph
from articles.review.claims import Claim, claim_from, pointed_at
from articles.review.lists import listed, of_any
from articles.review.shown import (
    NotShown,
    Warned,
    asks_not_to_be_indexed,
    is_signed_or_allowed,
    not_shown,
    retracted_sources,
    warned,
    with_standing,
    withheld_pictures,
    without_pictures,
)
from articles.sharing import card_address, card_of
from articles.sources import sources_of
from clinic.core.frame import Frame, Link, load_frame
from clinic.core.pictures import Picture

if TYPE_CHECKING:
    from articles.editions.pages import EditionedPage

WORDS_A_MINUTE = 230  # silent reading of English non-fiction: 238 on average (Brysbaert 2019), rounded down
MOST_RELATED = 3
CONTENTS_LEVELS = (2, 3)

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Byline:
    """A name as it stood when the edition was frozen; ``url`` only while the person has a profile."""

    name: str
    post_nominals: str
    url: str
    portrait: Picture | None


@dataclass(frozen=True)
class Profile:
    """The page of a person as it is today."""

    url: str
    portrait: Picture | None


@dataclass(frozen=True)
class ContentsEntry:
    """One line of the table of contents."""

    text: str
    anchor: str
    children: list["ContentsEntry"] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """An edition as it is read: its content, what may be claimed of it, and since when it has been read."""

    content: Content
    digest: str
    claim: Claim
    published: datetime.datetime
    updated: datetime.datetime
    number: int | None = None
    warning: Warned | None = None
    retracted: list[str] = field(default_factory=list)
    noindex: bool = False


def current_reading(page: "EditionedPage") -> Reading | NotShown | None:
    """Return what readers get of ``page``, why they get nothing, or None while there is nothing that they may get."""
    current = with_standing(pointed_at(with_snapshot=True)).filter(page=page.edition_page_id).first()
    if current is None:
        return None
    claim = claim_from(current.sign_off)
    if refused := not_shown(current):
        return refused
    if not is_signed_or_allowed(current, claim):
        return None
    content = without_pictures(json.loads(current.edition.snapshot), current.withheld_pictures)
    return Reading(
        content=content,
        digest=current.edition.digest,
        claim=claim,
        published=current.first_published,
        updated=current.updated,
        number=current.edition.number,
        warning=warned(current),
        retracted=retracted_sources(current, content),
        noindex=asks_not_to_be_indexed(current, claim),
    )


def edition_reading(edition: Edition, claim: Claim) -> Reading:
    """Return one edition as it is read, whether or not it is current. Withheld pictures are left out of any."""
    at = edition.frozen_at
    content = without_pictures(json.loads(edition.snapshot), withheld_pictures())
    return Reading(content, edition.digest, claim, at, at, edition.number)


def draft_reading(page: "EditionedPage") -> Reading:
    """Return ``page`` as an edition made now would be read. Raises ValidationError if something is missing."""
    content = edition_content(page)
    now = timezone.now()
    return Reading(content, digest(canonical(content)), Claim("unreviewed"), page.first_published_at or now, now)


def reading_context(request: HttpRequest, page: "EditionedPage", reading: Reading) -> dict[str, Any]:
    """Return all that an article's template prints, in three queries for the frame and one for related articles."""
    content = reading.content
    context = edition_context(request, page, reading)
    frame = context["frame"]
    context |= {
        "contents": contents_of(content["body"]),
        "related": _related(page, content, frame),
        "topics": _topic_links(content, frame),
    }
    return {**context, "structured_data": article_graph(context, settings.SITE_URL, context["path"])}


def edition_context(
    request: HttpRequest,
    page: "EditionedPage",
    reading: Reading,
    also: Q | None = None,
    annotate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what every page that prints an edition needs, in three queries for the frame.

    ``path`` is the page's own. ``also`` names further pages that it links to, with their ``annotate`` values (see
    ``load_frame``).
    """
    content = reading.content
    frame, profiles = _frame_and_profiles(request, page, reading, also or Q(pk=None), annotate or {})
    reviewer = profiles.get(str(reading.claim.person))
    # An alias names the page whose edition it shows as the one to be found.
    shown = next((found for found in frame.pages.found if found.pk == page.edition_page_id), None)
    path = frame.pages.url(shown) if shown else ""
    context = {
        "path": path,
        "canonical_url": f"{settings.SITE_URL}{path}" if path else "",
        "record_url": f"{path}record/" if path and reading.number else "",
        "frame": frame,
        "content": content,
        "edition": reading,
        "review": replace(reading.claim, reviewer_url=reviewer.url, portrait=reviewer.portrait)
        if reviewer
        else reading.claim,
        "dates": {"published": reading.published, "updated": reading.updated},
        "bylines": _bylines(content, profiles),
        "sources": sources_of(content),
        "reading_minutes": reading_minutes(content),
        "noindex": reading.noindex,
    }
    card = card_of(context)
    return {
        **context,
        "citation": citation_of(context),
        "card": card if path and reading.number else None,
        "card_url": card_address(card, path),
    }


def not_shown_context(request: HttpRequest, page: "EditionedPage", refused: NotShown) -> dict[str, Any]:
    """Return what stands at an address whose text is withheld or withdrawn, in the queries for the frame."""
    frame = load_frame(request, page)
    return {"frame": frame, "not_shown": refused, "canonical_url": "", "noindex": True}


def reading_minutes(content: Content) -> int:
    """Return how long the piece takes to read, in whole minutes, never less than one."""
    return max(1, math.ceil(len(words_of(content).split()) / WORDS_A_MINUTE))


def words_of(content: Content) -> str:
    """Return every word of standfirst, takeaways, body and facts, in the order of reading."""
    parts = (content.get(name, []) for name in ("takeaways", "body", "facts"))
    texts = [content["standfirst"], *(text for part in parts for text in _texts(part))]
    return " ".join(plain_text(text) for text in texts)


def contents_of(body: list[dict[str, Any]]) -> list[ContentsEntry]:
    """Return the sections, each with its parts."""
    entries: list[ContentsEntry] = []
    for block in body:
        if block["type"] != "heading" or block["level"] not in CONTENTS_LEVELS:
            continue
        entry = ContentsEntry(block["text"], block["anchor"])
        if block["level"] == CONTENTS_LEVELS[0] or not entries:
            entries.append(entry)
        else:
            entries[-1].children.append(entry)
    return entries


def _texts(value: Any) -> list[str]:
    """Return the texts inside frozen blocks. Keys name what is not prose."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        skipped = {"type", "anchor", "level", "kind", "picture", "row_headers", "key", "slug", "strength"}
        return [text for key, item in value.items() if key not in skipped for text in _texts(item)]
    return []


def _frame_and_profiles(
    request: HttpRequest, page: "EditionedPage", reading: Reading, also: Q, annotate: Mapping[str, Any]
) -> tuple[Frame, dict[str, Profile]]:
    """Load the frame together with the profiles of those who are named; return these by person's UUID."""
    people = [person["person"] for person in reading.content["contributors"]]
    frame = load_frame(
        request,
        page,
        also=Q(pk=page.edition_page_id)
        | Q(personpage__person__uuid__in=[*people, *filter(None, [reading.claim.person])])
        | also,
        annotate={
            "person_uuid": F("personpage__person__uuid"),
            "person_left_on": F("personpage__person__left_on"),
            "person_portrait": Case(
                When(personpage__person__portrait__isnull=False, then=F("personpage__person__frozen_portrait"))
            ),
            **annotate,
        },
    )
    today = timezone.localdate()
    return frame, {
        str(profile.person_uuid): Profile(frame.pages.url(profile), profile.person_portrait)
        for profile in frame.pages.found
        if profile.person_uuid and not (profile.person_left_on and profile.person_left_on <= today)
    }


def _bylines(content: Content, profiles: Mapping[str, Profile]) -> dict[str, list[Byline]]:
    bylines: dict[str, list[Byline]] = {}
    for person in content["contributors"]:
        bylines.setdefault(person["role"], []).append(
            Byline(
                person["name"],
                person["post_nominals"],
                profiles[person["person"]].url if person["person"] in profiles else "",
                person["portrait"],
            )
        )
    return bylines


def _topic_links(content: Content, frame: Frame) -> list[Link]:
    """Link each topic to the list of articles, which is the page above."""
    above = frame.breadcrumbs[-1].url if frame.breadcrumbs else ""
    return [Link(topic["name"], f"{above}?topic={topic['slug']}" if above else "") for topic in content["topics"]]


def _related(page: "EditionedPage", content: Content, frame: Frame) -> list[Card]:
    """Return the chosen articles first, then those on the same topics, then the newest."""
    article = listed("article", page.locale_id)
    topics = {topic["slug"] for topic in content["topics"]}
    lists = [article, *(listed(f"article/topic/{slug}", page.locale_id) for slug in topics)]
    if content["related"]:
        lists.append(article.filter(page__translation_key__in=content["related"]))

    def rank(row: CurrentEdition) -> int:
        if str(row.page.translation_key) in content["related"]:
            return 0
        return 1 if topics & {topic["slug"] for topic in row.edition.card["topics"]} else 2

    rows = sorted(of_any([rows.exclude(page=page.edition_page_id) for rows in lists], MOST_RELATED), key=rank)
    return [card_from(row, frame.pages) for row in rows[:MOST_RELATED]]
