"""What sets one edition apart from another, and whether that is spelling alone.

A minor edit may change spacing, capitals, punctuation outside numbers, and replace one word that no dictionary knows by
a dictionary's word at most two letters away. Never does it touch a number, a unit, a drug, a disease, a part of the
body, or a word of duty, frequency, comparison, direction or negation (see ``lexicon``). Where it is not plain that an
edit is of that kind it is not: it needs a signature.
"""

import html as markup
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from spellchecker import SpellChecker

from articles.review.lexicon import is_protected, is_unit

MOST_LETTERS = 2
# Where a page's own prose stands in a snapshot. All else has to be equal to the letter.
PROSE = {
    *("title", "search_title", "description", "standfirst", "takeaways", "disclosure"),
    *("text", "html", "caption", "attribution", "heading", "myth", "question", "columns", "rows", "note"),
}
# What the library wrote, though it may stand under the same names.
LIBRARY = {
    *("references", "glossary", "contributors", "status", "statuses", "facts", "topics", "cells", "corrections"),
}

_TAG = re.compile(r"<[^<>]*>")
# A sign before or within digits belongs to the number; en dash U+2013, minus U+2212, times U+00D7.
_TOKEN = re.compile(
    r"(?P<number>[-\u2212\u2013+±<>≤≥~≈]?\d+(?:[.,:/\u2013\u2212-]\d+)*)|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[<>≤≥=≈±%‰+\u2212\u00d7÷µ°$€£@#&*^~|/§\\_])"
)


@dataclass(frozen=True)
class Change:
    """A difference in one place, as it reads before and after; ``refusal`` says why it is more than spelling."""

    before: str
    after: str
    refusal: str = ""


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return what differs between two snapshots, each with what keeps it from being minor.

    More than one corrected word is refused as well. The list is empty where nothing differs.
    """
    language = str(before.get("language", "en"))
    changes = list(_differences(before, after, language))
    corrected = [change for change in changes if not change.refusal and _corrects_a_word(change)]
    if len(corrected) > 1:
        extra = corrected[1]
        changes.append(Change(extra.before, extra.after, _("More than one word is replaced.")))
    return changes


def _corrects_a_word(change: Change) -> bool:
    return [word.casefold() for _kind, word in _tokens(change.before)] != [
        word.casefold() for _kind, word in _tokens(change.after)
    ]


def _differences(before: Any, after: Any, language: str, key: str = "", prose: bool = True) -> Iterator[Change]:
    """Walk two snapshots side by side."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping) and before.keys() == after.keys():
        for name in before:
            yield from _differences(before[name], after[name], language, name, prose and name not in LIBRARY)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _differences(one, other, language, key, prose)
    elif isinstance(before, str) and isinstance(after, str) and prose and key in PROSE:
        yield _compared(before, after, language)
    else:
        yield Change(_shown(before), _shown(after), _("More than words has changed."))


def _shown(value: Any) -> str:
    """Return a short reading of whatever it is that changed."""
    text = value if isinstance(value, str) else " ".join(_strings(value))
    return markup.unescape(_TAG.sub(" ", text))[:200].strip()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _compared(before: str, after: str, language: str) -> Change:
    """Return the change of one text, with why it is not minor."""
    if _TAG.findall(before) != _TAG.findall(after):
        return Change(_shown(before), _shown(after), _("Links, citations or emphasis have changed."))
    old, new = _tokens(before), _tokens(after)
    if len(old) != len(new):
        return Change(_shown(before), _shown(after), _("Words, numbers or signs have come or gone."))
    replaced = []
    for one, other in zip(old, new, strict=True):
        if one == other:
            continue
        if refusal := _why_not(one, other, language):
            return Change(one[1], other[1], refusal)
        if one[1].casefold() != other[1].casefold():
            replaced.append((one[1], other[1]))
    if len(replaced) > 1:
        return Change(*replaced[1], _("More than one word is replaced."))
    return Change(*replaced[0]) if replaced else Change(_shown(before), _shown(after))


def _tokens(text: str) -> list[tuple[str, str]]:
    """Return words, numbers and signs in order, with their kind; spaces and punctuation are left out."""
    plain = markup.unescape(_TAG.sub(" ", text))
    return [(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(plain)]


def _why_not(one: tuple[str, str], other: tuple[str, str], language: str) -> str:
    """Return why a token may not become another one in a minor edit; empty if it may."""
    old, new = one[1], other[1]
    if one[0] != "word" or other[0] != "word":
        return _("A number or sign has changed.")
    if old.casefold() == new.casefold():  # mg and Mg are not the same, nor are US and us
        same = not is_unit(old) and old[1:] == new[1:]
        return "" if same else _("The capitals of a unit or an abbreviation have changed.")
    return _why_not_corrected(old, new, language)


def _why_not_corrected(old: str, new: str, language: str) -> str:
    """Return why one word may not be replaced by another; empty if it may."""
    if is_protected(old) or is_protected(new):
        return _("“%(word)s” is a word that only a signature can change.") % {"word": new if is_protected(new) else old}
    if not old[1:].islower() or not new[1:].islower():
        return _("An abbreviation or a name has changed.")
    known = dictionary(language)
    if known is None:
        return _("There is no dictionary of this language here.")
    if old.casefold() in known:
        return _("“%(word)s” is a word of its own, not a misspelling.") % {"word": old}
    if new.casefold() not in known:
        return _("“%(word)s” is in no dictionary.") % {"word": new}
    if letters_apart(old.casefold(), new.casefold()) > MOST_LETTERS:
        return _("The two words differ by more than two letters.")
    if _could_mean_the_opposite(old.casefold(), new.casefold(), known):
        return _("“%(word)s” could have been meant as its opposite.") % {"word": old}
    return ""


_NEGATIONS = ("un", "in", "im", "ir", "il", "non", "dis", "mis", "a")


def _could_mean_the_opposite(old: str, new: str, known: SpellChecker) -> bool:
    """Whether a word with or without a negation is as near to the misspelling as the correction is."""
    opposites = {f"{negation}{new}" for negation in _NEGATIONS}
    opposites |= {new.removeprefix(negation) for negation in _NEGATIONS if new.startswith(negation)}
    return any(
        len(word) > MOST_LETTERS and word in known and letters_apart(old, word) <= MOST_LETTERS
        for word in opposites - {new}
    )


@cache
def dictionary(language: str) -> SpellChecker | None:
    """Return the words of a language; None where there is no list of them."""
    try:
        return SpellChecker(language=language.partition("-")[0], case_sensitive=False)
    except ValueError:
        return None


def letters_apart(one: str, other: str) -> int:
    """Return Levenshtein's distance: how many letters must be put in, taken out or replaced."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, against in enumerate(other, start=1):
            current.append(min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != against)))
        above = current
    return above[-1]
