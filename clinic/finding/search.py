"""Finding: facts first, then pages, the best first, a page of results at a time.

PostgreSQL picks candidates by its index, a bounded number however many pages there are, and says where in each what was
asked for stands. The order is then made here, in plain Python (``ranking``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Func, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from clinic.core.paging import page_number
from clinic.finding.models import ENOUGH, FactEntry, SearchEntry
from clinic.finding.ranking import IN_HEAD, IN_TEXT, IN_TITLE, NOWHERE, Candidate, best_facts, in_order
from clinic.finding.terms import Terms, matches

RESULTS_A_PAGE = 10
_START, _STOP, _BETWEEN = "\x02", "\x03", " … "


@dataclass(frozen=True)
class Fact:
    """An answer: what is known of a treatment under an aspect."""

    page_id: int
    key: str
    treatment: str
    aspect: str
    answer: str
    strength: str
    strength_label: str


@dataclass(frozen=True)
class Found:
    """What a search found. ``entries`` are of the page of results that is shown, in its order, with ``passage``."""

    terms: Terms
    facts: list[Fact] = field(default_factory=list)
    page: Page[Any] | None = None
    entries: list[SearchEntry] = field(default_factory=list)
    kinds: Mapping[str, int] = field(default_factory=dict)
    topics: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many pages were found."""
        return self.page.paginator.count if self.page is not None else 0


def find(
    terms: Terms,
    *,
    kind: str = "",
    topic: str = "",
    number: str | None = None,
    most: int = RESULTS_A_PAGE,
    with_facts: bool = True,
) -> Found:
    """Search, in four queries, and return ``most`` pages.

    A page ``number`` that is none, or out of range, is the nearest.
    """
    if not terms.concepts:
        return Found(terms)
    found = in_order(_candidates(terms), terms)
    kinds = Counter(candidate.kind for candidate in found if not topic or topic in candidate.topics)
    topics = Counter(slug for candidate in found if not kind or candidate.kind == kind for slug in candidate.topics)
    chosen = [
        candidate.page_id
        for candidate in found
        if (not kind or candidate.kind == kind) and (not topic or topic in candidate.topics)
    ]
    pages = Paginator(chosen, most)
    page = pages.page(min(page_number(number), pages.num_pages))
    facts = _facts(terms) if with_facts and page.number == 1 and not kind and not topic else []
    if len({fact.treatment for fact in facts}) > 1 and found and found[0].is_about_all:
        facts = []  # one page compares what the facts would say apart
    return Found(terms, facts, page, _with_passages(terms, list(page)), kinds, topics)


def _candidates(terms: Terms) -> list[Candidate]:
    """Return the pages that may answer, with where each concept stands in each.

    They are picked by the index, so that no search looks at every page.
    """
    sorts = [Q(head=terms.any), Q(vector=terms.any)]
    if len(terms.concepts) > 1:
        sorts += [Q(head=terms.phrase), Q(head=terms.all), Q(vector=terms.all)]
    picked = SearchEntry.objects.picked(terms.language, *sorts, most=ENOUGH)
    told = ("kind", "rank", "title", "topics", "published_at", "closeness", "as_asked")
    where = {f"concept_{number}": _place(concept.query) for number, concept in enumerate(terms.concepts)}
    rows = (
        SearchEntry.objects.readable(terms.language)
        .filter(pk__in=picked)
        .annotate(
            closeness=SearchRank(F("vector"), terms.any, cover_density=True, normalization=32),
            as_asked=_place(terms.phrase),
            **where,
        )
        .values_list("pk", *told, *where)
    )
    return [
        Candidate(page_id=row[0], places=row[len(told) + 1 :], **dict(zip(told, row[1:], strict=False))) for row in rows
    ]


class _Titles(Func):
    function = "ts_filter"
    template = "%(function)s(%(expressions)s, '{a}')"


def _place(query: Any) -> Case:
    """Return where something stands: in the title, in what stands around the text, in the text, or nowhere."""
    return Case(
        When(matches(_Titles("head"), query), then=Value(IN_TITLE)),
        When(matches("head", query), then=Value(IN_HEAD)),
        When(matches("vector", query), then=Value(IN_TEXT)),
        default=Value(NOWHERE),
        output_field=IntegerField(),
    )


def _facts(terms: Terms) -> list[Fact]:
    """Return the facts that answer: their treatment is named, and what is asked of it."""
    rows = FactEntry.objects.filter(
        language=terms.language,
        entry__in=SearchEntry.objects.readable(terms.language),
        about=terms.any,
        asked=terms.any,
    )
    where: dict[str, Any] = {}
    for number, concept in enumerate(terms.concepts):
        where[f"about_{number}"] = matches("about", concept.query)
        where[f"asked_{number}"] = matches("asked", concept.query)
    columns = ("entry_id", "key", "treatment", "aspect", "answer", "strength", "strength_label")
    found = [(Fact(*row[:7]), row[7::2], row[8::2]) for row in rows.annotate(**where).values_list(*columns, *where)]
    return best_facts(found, terms.concepts)


def _with_passages(terms: Terms, page_ids: Sequence[int]) -> list[SearchEntry]:
    """Return these entries in their order, each with the ``passage`` in which most of what was asked for stands."""
    text = Concat("lead", Value(" "), "body", output_field=TextField())
    passage = SearchHeadline(
        text,
        terms.marks,
        config=terms.configuration,
        start_sel=_START,
        stop_sel=_STOP,
        max_words=26,
        min_words=12,
        max_fragments=2,
        fragment_delimiter=_BETWEEN,
    )
    rows = SearchEntry.objects.filter(pk__in=page_ids).annotate(marked=passage).defer("vector", "head")
    entries = {entry.pk: entry for entry in rows}
    for entry in entries.values():
        begins, marked = entry.lead[:20], vars(entry)["marked"]
        entry.passage = highlighted(marked, whole=bool(begins) and _plain(marked).startswith(begins))
    return [entries[page_id] for page_id in page_ids if page_id in entries]


def highlighted(marked: str, *, whole: bool = False) -> SafeString:
    """Return a passage as HTML; unless it is ``whole``, with a sign that something stands before it.

    Its words are escaped; the index holds none of the letters that mark what was found.
    """
    words = escape(marked.strip()).replace(_START, "<mark>").replace(_STOP, "</mark>")
    return mark_safe(words if whole or not words else f"… {words}")  # noqa: S308 -- escaped just above


def _plain(marked: str) -> str:
    return marked.replace(_START, "").replace(_STOP, "")
