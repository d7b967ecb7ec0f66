"""The order of results, from where in each page the concepts of a query stand."""

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from clinic.finding.terms import Concept, Terms
from clinic.finding.words import folded, words_in

NOWHERE, IN_TEXT, IN_HEAD, IN_TITLE = range(4)
# What it is worth where a concept stands. A title names what a page is about; a text may mention anything.
_WORTH = {NOWHERE: 0.0, IN_TEXT: 1.0, IN_HEAD: 2.0, IN_TITLE: 4.0}
_MOST_FACTS = 3

FactT = TypeVar("FactT")


@dataclass(frozen=True)
class Candidate:
    """A page that may answer. ``places`` says of each concept where it stands; ``closeness`` (0 to 1) how close
    together, and ``as_asked`` where they stand in the order of the query.
    """

    page_id: int
    kind: str
    rank: int
    title: str
    topics: list[str]
    published_at: datetime.datetime
    closeness: float
    as_asked: int
    places: tuple[int, ...]

    @property
    def is_about_all(self) -> bool:
        """Whether its title names everything that is asked for."""
        return all(place == IN_TITLE for place in self.places)


def in_order(candidates: Sequence[Candidate], terms: Terms) -> list[Candidate]:
    """Return the candidates, the best first.

    A concept is worth the more the fewer candidates have it, and the more prominently it stands. A title that is like
    the query is worth more than one that says much else. Equals are listed by kind, then the newest first.
    """
    rarity = [_rarity([c.places[number] for c in candidates]) for number in range(len(terms.concepts))]
    asked = [set(words_in(folded(words))) for words in (terms.corrected or terms.typed, terms.own_words)]
    scores = {
        candidate.page_id: _score(candidate, rarity) + _WORTH[IN_TITLE] * _likeness(candidate.title, asked)
        for candidate in candidates
    }
    newest_first = sorted(candidates, key=lambda each: each.published_at, reverse=True)
    return sorted(newest_first, key=lambda each: (-round(scores[each.page_id], 4), each.rank))


def _rarity(places: Sequence[int]) -> float:
    having = sum(1 for place in places if place != NOWHERE)
    return 1 + math.log((len(places) + 1) / (having + 1))


def _score(candidate: Candidate, rarity: Sequence[float]) -> float:
    worth = sum(rare * _WORTH[place] for rare, place in zip(rarity, candidate.places, strict=True))
    found = sum(1 for place in candidate.places if place != NOWHERE) / len(candidate.places)
    return worth * found + candidate.closeness + _WORTH[candidate.as_asked]


def _likeness(title: str, asked: Sequence[set[str]]) -> float:
    """Return how much of the words of a title and of a query they have in common: 1 where all are."""
    words = set(words_in(folded(title)))
    return max(len(words & each) / (len(words | each) or 1) for each in asked)


def best_facts(
    found: Iterable[tuple[FactT, Sequence[bool], Sequence[bool]]], concepts: Sequence[Concept]
) -> list[FactT]:
    """Return the facts that answer best, at most three.

    With each come the concepts that name its treatment, and those that name what is asked. Where a treatment is named
    in full, others of which a word is named are not meant.
    """
    named = {folded(form) for concept in concepts for form in concept.forms}
    total = sum(concept.weight for concept in concepts)
    scored: list[tuple[float, bool, Any]] = []
    for fact, about, asked in found:
        told = sum(c.weight for c, a, b in zip(concepts, about, asked, strict=True) if a or b)
        scored.append((told / total, folded(str(getattr(fact, "treatment", ""))) in named, fact))
    if any(in_full for _told, in_full, _fact in scored):
        scored = [row for row in scored if row[1]]
    best = max((told for told, _in_full, _fact in scored), default=0.0)
    return [fact for told, _in_full, fact in scored if told == best and told > 0.5][:_MOST_FACTS]
