"""Words as they are compared: without capitals and accents; and how far two of them are apart."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_SPELLED = re.compile(r"[a-z]{4,40}")


def folded(text: str) -> str:
    """Return text without capitals and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_in(text: str) -> list[str]:
    """Return the words of a text in order; hyphens, full stops and apostrophes hold a word together."""
    return _WORD.findall(text)


def spelled(text: str) -> set[str]:
    """Return the words of a text by which spelling can be corrected: four letters and more."""
    return set(_SPELLED.findall(folded(text)))


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, dropped, changed or swapped with the next to make one of the other."""
    previous: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, previous, row = previous, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def farthest(word: str) -> int:
    """Return how far a correction may be from a word: one letter of five, two of eight, three of more."""
    return 1 if len(word) <= 5 else 2 if len(word) <= 8 else 3
