"""What a visitor may be about to type: the site's own words for it, and titles."""

from django.db.models import Q

from clinic.finding.models import TITLE_LETTERS, SearchEntry
from clinic.finding.synonyms import groups
from clinic.finding.terms import searchable
from clinic.finding.words import folded, words_in

FEWEST_LETTERS = 2
MOST = 8
_MOST_TERMS = 3
_MOST_PICKED = 50


def suggestions(text: str, language: str) -> list[str]:
    """Return what begins like ``text`` (tidied), at most eight, in six queries; nothing that readers cannot find."""
    if len(text) < FEWEST_LETTERS:
        return []
    return list(dict.fromkeys([*_terms(text, language), *_titles(text, language)]))[:MOST]


def _terms(text: str, language: str) -> list[str]:
    """Return the site's own words for what visitors begin to type, word for word: "ket" begins no "ket bladder"."""
    start = tuple(words_in(folded(text)))
    if not start:
        return []
    found = dict.fromkeys(
        forms[0]
        for phrase, forms in groups(language).items()
        if phrase[: len(start) - 1] == start[:-1]
        and len(phrase) == len(start)
        and phrase[len(start) - 1].startswith(start[-1])
    )
    own_first = sorted(found, key=lambda term: not folded(term).startswith(folded(text)))
    return searchable(own_first[:_MOST_TERMS], language)


def _titles(text: str, language: str) -> list[str]:
    """Return titles that begin with this, then those that hold it, however many there are."""
    readable = SearchEntry.objects.readable(language).order_by("rank", "-published_at")
    found: dict[str, None] = {}
    for matching in (Q(title__istartswith=text), Q(title__icontains=text)):
        if len(found) < MOST:
            picked = SearchEntry.objects.picked(language, matching, most=_MOST_PICKED)
            named = readable.filter(pk__in=picked).values_list("title", "page__title", "edition__card__title")
            # The index is a copy: what it suggests has to be what the edition, or the page without one, is called.
            found |= {title: None for title, page, card in named[:MOST] if title == (card or page)[:TITLE_LETTERS]}
    return list(found)
