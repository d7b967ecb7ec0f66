"""The synonyms: those with which a site begins, and how a search reads them."""

import tomllib
from pathlib import Path

from wagtail.models import Locale

from clinic.finding.models import Synonym
from clinic.finding.words import folded, words_in

_FILE = Path(__file__).with_name("synonyms.toml")

Phrase = tuple[str, ...]


def load_synonyms() -> int:
    """Add the synonyms of the file in the languages of the site, and return how many were new.

    A term that is on the list is left as it is, so what an editor changed stays.
    """
    added = 0
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for locale in Locale.objects.filter(language_code__in=rows):
        listed = {term.casefold() for term in Synonym.objects.filter(locale=locale).values_list("term", flat=True)}
        for row in rows[locale.language_code]:
            if row["term"].casefold() not in listed:
                Synonym.objects.create(locale=locale, term=row["term"], other_words="\n".join(row["other_words"]))
                added += 1
    return added


def groups(language: str) -> dict[Phrase, list[str]]:
    """Return, for each way to say something as folded words, all ways to say it."""
    found: dict[Phrase, list[str]] = {}
    for synonym in Synonym.objects.filter(locale__language_code=language):
        forms = synonym.forms
        for form in forms:
            phrase = tuple(words_in(folded(form)))
            found[phrase] = [*found.get(phrase, []), *(each for each in forms if each not in found.get(phrase, []))]
    return found
