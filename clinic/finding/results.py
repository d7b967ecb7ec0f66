"""What the search page prints, with addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.editions.models import CurrentEdition
from articles.models import Topic
from articles.review.claims import Claim, claim_from
from clinic.core.frame import Frame, Link, load_frame
from clinic.finding.agreement import editions_of, is_answered, says_what_is_read
from clinic.finding.models import Kind, SearchEntry
from clinic.finding.search import Fact, Found, find
from clinic.finding.terms import tidy, understand

MOST_WHEN_LOST = 3
_ADDRESS = re.compile(r"[\w+-]{3,80}")
# The lists of articles, fetched with the pages that the frame links to.
_LISTS: dict[str, Any] = {"annotate": {"lists": F("articleindexpage__pk")}}


@dataclass(frozen=True)
class Result:
    """One page that was found. ``review`` is None for pages that are not reviewed."""

    title: str
    url: str
    kind: str
    passage: SafeString
    review: Claim | None


@dataclass(frozen=True)
class Answer:
    """A fact, and where it stands with its sources."""

    fact: Fact
    url: str


@dataclass(frozen=True)
class Filter:
    """A link that narrows the results, or widens them again; ``count`` is how many there are then."""

    label: str
    url: str
    count: int
    current: bool


def search_context(request: HttpRequest) -> dict[str, Any]:
    """Return all that the search page prints. Anything that is no filter of ours is taken for none."""
    language = get_language() or ""
    query = tidy(request.GET.get("q", ""))
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in Kind.values else ""
    topics = {topic.slug: topic.name for topic in Topic.objects.filter(locale__language_code=language)}
    topic = request.GET.get("topic", "") if request.GET.get("topic", "") in topics else ""
    found = find(understand(query, language), kind=kind, topic=topic, number=request.GET.get("page"))
    ids = [*(entry.pk for entry in found.entries), *(fact.page_id for fact in found.facts)]
    frame = load_frame(request, also=Q(pk__in=ids) | Q(articleindexpage__isnull=False), **_LISTS)
    current = editions_of(found)
    chosen = {"q": query, "kind": kind, "topic": topic}
    return {
        "frame": frame,
        "query": query,
        "chosen": QueryDict(urlencode({name: value for name, value in chosen.items() if value})),
        "corrected": found.terms.corrected,
        "count": found.count,
        "page_obj": found.page,
        "answers": answers(found, frame, current),
        "results": results(found, frame, current),
        "kinds": _kinds(found, chosen),
        "topics": _topics(found, chosen, topics),
        "topic_links": _topic_links(frame, topics) if not found.count else [],
    }


def results(found: Found, frame: Frame, current: Mapping[int, CurrentEdition]) -> list[Result]:
    """Return what was found with addresses and reviews; only what says what readers get (``current``)."""
    pages = {page.pk: page for page in frame.pages.found}
    return [
        Result(
            title=entry.title,
            url=frame.pages.url(pages[entry.pk]),
            kind=_kind_name(entry),
            passage=entry.passage,
            review=claim_from(current[entry.pk].sign_off) if entry.pk in current else None,
        )
        for entry in found.entries
        if entry.pk in pages and frame.pages.url(pages[entry.pk]) and says_what_is_read(entry, pages[entry.pk], current)
    ]


def answers(found: Found, frame: Frame, current: Mapping[int, CurrentEdition]) -> list[Answer]:
    """Return the facts that readers get (``current``), with the address at which each stands with its sources."""
    addresses = {page.pk: frame.pages.url(page) for page in frame.pages.found}
    return [
        Answer(fact, f"{addresses[fact.page_id]}#{fact.key}")
        for fact in found.facts
        if addresses.get(fact.page_id) and is_answered(fact, current)
    ]


def _kind_name(entry: SearchEntry) -> str:
    return str(Kind(entry.kind).label)


def _kinds(found: Found, chosen: dict[str, str]) -> list[Filter]:
    """Return a link for each kind of page that was found; of the one that is chosen, a link back to all."""
    return [
        _filter(chosen, "kind", kind.value, str(kind.label), found.kinds[kind.value])
        for kind in Kind
        if found.kinds.get(kind.value)
    ]


def _topics(found: Found, chosen: dict[str, str], names: dict[str, str]) -> list[Filter]:
    return [
        _filter(chosen, "topic", slug, name, found.topics[slug])
        for slug, name in names.items()
        if found.topics.get(slug)
    ]


def _filter(chosen: dict[str, str], name: str, value: str, label: str, count: int) -> Filter:
    current = chosen[name] == value
    query = {key: each for key, each in {**chosen, name: "" if current else value}.items() if each}
    return Filter(label, f"{reverse('search')}?{urlencode(query)}", count, current)


def _topic_links(frame: Frame, names: dict[str, str]) -> list[Link]:
    """Return the lists of articles by topic: somewhere to go from where nothing was found."""
    lists = [page for page in frame.pages.found if page.lists and page.locale.language_code == frame.pages.language]
    return [
        Link(name, f"{frame.pages.url(page)}?{urlencode({'topic': slug})}")
        for page in lists[:1]
        for slug, name in names.items()
    ]


def lost_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the page for a missing address prints: the words of the address, and what they find.

    Addresses of files are not searched for: nobody typed them.
    """
    last = request.path.rstrip("/").rpartition("/")[2]
    query = tidy(re.sub(r"[-_+]+", " ", last)) if _ADDRESS.fullmatch(last) else ""
    found = find(understand(query, get_language() or ""), most=MOST_WHEN_LOST, with_facts=False)
    ids = [entry.pk for entry in found.entries]
    frame = load_frame(request, also=Q(pk__in=ids))
    return {"frame": frame, "query": query, "results": results(found, frame, editions_of(found))}
