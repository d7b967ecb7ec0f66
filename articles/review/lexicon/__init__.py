"""Words that no minor edit touches: numbers, units, drugs, diseases, body parts, and words of duty, frequency,
comparison, direction and negation.

The lists are text files beside this one, with their comments. PostgreSQL holds the same words
(``articles_protected``): the migration reads these files, so a change of a list comes with a migration of its own.
"""

import re
from functools import cache
from pathlib import Path

LISTS = ("function_words", "units", "drugs", "conditions", "body_parts")


@cache
def protected_words() -> frozenset[str]:
    """Return the listed words, in small letters."""
    return frozenset(word for name in LISTS for word in _entries(name))


@cache
def protected_stems() -> re.Pattern[str]:
    """Return what finds a drug, a disease or a direction by how its name begins or ends."""
    return re.compile(
        "|".join(f"^{stem[:-1]}" if stem.endswith("-") else f"{stem[1:]}s?$" for stem in _entries("stems"))
    )


def is_protected(word: str) -> bool:
    """Whether no minor edit may put this word in or take it out."""
    small = word.casefold()
    return small in protected_words() or bool(protected_stems().search(small))


def is_unit(word: str) -> bool:
    """Whether the word is a unit or says how a drug is given."""
    return word.casefold() in _units()


@cache
def _units() -> frozenset[str]:
    return frozenset(_entries("units"))


def _entries(name: str) -> list[str]:
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
