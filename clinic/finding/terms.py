"""What a visitor typed, understood: concepts with every way to say each, misspellings put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import BooleanField, Func, Q, TextField, Value
from django.db.models.functions import Cast, Greatest
from wagtail.models import Locale

from clinic.finding.models import CONFIGURATIONS, ENOUGH, SearchEntry, SearchWord
from clinic.finding.synonyms import Phrase, groups
from clinic.finding.words import distance, farthest, folded, words_in

LONGEST = 200  # letters of a query that are read
MOST_WORDS = 12
FEWEST_LETTERS_TO_CORRECT = 4
_CANDIDATES = 40  # words in use that are compared with a misspelled one
_BEST = 3


class Lexemes(SearchQuery):
    """A query as PostgreSQL wrote it down (``tsquery`` as text), so that its words are looked up once."""

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # noqa: ARG002 -- Django's
        """Return the text as the query that it is."""
        return "(%s::tsquery)", [self.text]

    def __init__(self, text: str) -> None:
        super().__init__(Value(text))
        self.text = text


def matches(vector: Any, query: Any) -> Func:
    """Return whether a query finds a vector."""
    return Func(vector, query, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for, as typed or corrected, and every way to say it, the site's own first.

    ``lexemes`` finds it and ``marks`` is what is marked of it, as PostgreSQL writes queries; empty where the words say
    nothing to a search, as small ones do. ``found`` says whether a page that anybody may read has it.
    """

    words: str
    forms: tuple[str, ...]
    lexemes: str = ""
    marks: str = ""
    found: bool = False

    @property
    def weight(self) -> int:
        """How much it says: a phrase or a word of the list of synonyms says more than any other word."""
        return 2 if len(self.forms) > 1 or " " in self.words else 1

    @property
    def query(self) -> Lexemes:
        """What finds it, however it is said."""
        return Lexemes(self.lexemes)

    @property
    def may_be_misspelled(self) -> bool:
        """Whether it is a word that nobody knows."""
        known = self.found or not self.lexemes or len(self.forms) > 1
        return not known and self.words.isalpha() and len(self.words) >= FEWEST_LETTERS_TO_CORRECT


@dataclass(frozen=True)
class Terms:
    """A query as it is searched.

    ``corrected`` is it with its misspellings put right, empty where there were none; ``own_words`` with the site's own
    words for things.
    """

    typed: str
    language: str
    concepts: list[Concept] = field(default_factory=list)
    corrected: str = ""
    own_words: str = ""

    @property
    def configuration(self) -> str:
        """The text search configuration of the language."""
        return CONFIGURATIONS.get(self.language, "simple")

    @property
    def all(self) -> Lexemes:
        """What finds texts with every concept."""
        return Lexemes(" & ".join(f"({concept.lexemes})" for concept in self.concepts))

    @property
    def any(self) -> Lexemes:
        """What finds texts with one of them."""
        return Lexemes(" | ".join(f"({concept.lexemes})" for concept in self.concepts))

    @property
    def marks(self) -> Lexemes:
        """What is marked in passages."""
        return Lexemes(" | ".join(f"({concept.marks})" for concept in self.concepts))

    @property
    def phrase(self) -> SearchQuery:
        """What finds the words as they stand, small ones included, or the site's own words in their place."""
        typed = SearchQuery(self.corrected or self.typed, config=self.configuration, search_type="phrase")
        return typed | SearchQuery(self.own_words, config=self.configuration, search_type="phrase")


def tidy(text: str) -> str:
    """Return what is read of a query: one line of printable letters, not too long."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * LONGEST])
    return " ".join(printable.split())[:LONGEST].strip()


def understand(text: str, language: str) -> Terms:
    """Read a tidied query, in four queries of the database and seven more where a word is not known."""
    words = words_in(text)[:MOST_WORDS]
    terms = Terms(text, language)
    if not words:
        return terms
    known = groups(language)
    concepts = _looked_up(_parsed(words, known), terms)
    unknown = {concept.words for concept in concepts if concept.may_be_misspelled}
    corrections = _corrections(unknown, known, terms) if unknown else {}
    if corrections:
        words = [corrections.get(folded(word), word) for word in words]
        concepts = _looked_up(_parsed(words, known), terms)
    said = [concept for concept in concepts if concept.lexemes]
    own_words = " ".join(concept.forms[0] for concept in concepts)
    return replace(terms, concepts=said, corrected=" ".join(words) if corrections else "", own_words=own_words)


def searchable(words: Sequence[str], language: str) -> list[str]:
    """Return those of the words or phrases that stand in a page that anybody may read."""
    concepts = _looked_up([Concept(word, (word,)) for word in words], Terms("", language))
    return [concept.words for concept in concepts if concept.found]


def _parsed(words: Sequence[str], known: dict[Phrase, list[str]]) -> list[Concept]:
    """Return the concepts of some words, each phrase of the synonyms one, the longest first."""
    plain = [folded(word) for word in words]
    longest = max((len(phrase) for phrase in known), default=1)
    concepts, at = [], 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if tuple(plain[at : at + n]) in known), 0)
        phrase = tuple(plain[at : at + (size or 1)])
        concepts.append(Concept(" ".join(phrase), tuple(known[phrase]) if size else (words[at],)))
        at += size or 1
    return list(dict.fromkeys(concepts))


def _looked_up(concepts: Sequence[Concept], terms: Terms) -> list[Concept]:
    """Ask, in three queries, what PostgreSQL makes of all concepts, and whether anybody may read of each."""
    if not concepts:
        return []
    asked: dict[str, Any] = {}
    for number, concept in enumerate(concepts):
        asked[f"lexemes_{number}"] = Cast(_any_of(concept.forms, terms), TextField())
        asked[f"marks_{number}"] = Cast(_any_of(_marked_forms(concept), terms), TextField())
    row = Locale.objects.order_by("pk").annotate(**asked).values(*asked)[:1].get()
    read = [
        replace(concept, lexemes=row[f"lexemes_{number}"], marks=row[f"marks_{number}"])
        for number, concept in enumerate(concepts)
    ]
    picked = SearchEntry.objects.picked(terms.language, *(Q(vector=concept.query) for concept in read), most=ENOUGH)
    holds = [BoolOr(matches("vector", concept.query), default=False) for concept in read]
    rows = SearchEntry.objects.readable(terms.language).filter(pk__in=picked)
    found = rows.aggregate(**{str(number): any_holds for number, any_holds in enumerate(holds)})
    return [replace(concept, found=found[str(number)]) for number, concept in enumerate(read)]


def _any_of(forms: Sequence[str], terms: Terms) -> Any:
    return reduce(or_, (SearchQuery(form, config=terms.configuration, search_type="phrase") for form in forms))


def _marked_forms(concept: Concept) -> list[str]:
    """Return the words typed and the site's own, and single words of the others.

    PostgreSQL marks every word of a phrase wherever it stands, so of most phrases nothing is marked.
    """
    return [concept.words, concept.forms[0], *(form for form in concept.forms[1:] if " " not in form)]


def _corrections(unknown: set[str], known: dict[Phrase, list[str]], terms: Terms) -> dict[str, str]:
    """Return what each of these words may be meant for: a synonym, or a word that anybody may read."""
    listed = {word for phrase in known for word in phrase if len(word) >= FEWEST_LETTERS_TO_CORRECT}
    likely = reduce(or_, (Q(word__trigram_similar=word) for word in sorted(unknown)))
    similar = [TrigramSimilarity("word", word) for word in sorted(unknown)]
    used = SearchWord.objects.filter(likely, language=terms.language).order_by(
        Greatest(*similar, Value(0.0)).desc(), "word"
    )
    candidates = {*listed, *used.values_list("word", flat=True)[: _CANDIDATES * len(unknown)]}
    choices = {word: _nearest(word, candidates) for word in unknown}
    doubtful = sorted({choice for best in choices.values() for choice in best} - listed)
    readable = {*searchable(doubtful, terms.language), *listed}
    found = {word: next((each for each in best if each in readable), "") for word, best in choices.items()}
    return {word: correction for word, correction in found.items() if correction}


def _nearest(word: str, candidates: set[str]) -> list[str]:
    """Return the few words that are near enough, the nearest first; of equals those with the same first letter."""
    near = [
        (distance(word, candidate), candidate[0] != word[0], candidate)
        for candidate in candidates
        if abs(len(candidate) - len(word)) <= farthest(word)
    ]
    return [candidate for apart, _other_letter, candidate in sorted(near) if apart <= farthest(word)][:_BEST]
