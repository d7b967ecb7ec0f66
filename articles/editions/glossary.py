"""Finding the first use of each glossary term in frozen text.

The mark is ``<dfn data-term="2">…</dfn>``: the words are explained by the second entry of the edition's glossary.
"""

import html as markup
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

TERM_MARK = re.compile(r'<dfn data-term="(\d+)">(.*?)</dfn>', re.DOTALL)

_TAG = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
# Parts of a block that are running text. Headings, captions and quotations are left as they are.
_HTML_PARTS = ("html", "note")


class TermMarker:
    """Marks each term where it is first used, reading one text after another.

    ``forms`` gives, for each term in turn, the ways in which it is written; ``used`` lists the terms found so far by
    their place in ``forms``, in the order of their numbers.
    """

    def __init__(self, forms: Sequence[Iterable[str]]) -> None:
        self.used: list[int] = []
        self._exact: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        for index, ways in enumerate(forms):
            for way in ways:
                words = _one_line(way)
                if words and _has_own_capitals(words):
                    self._exact.setdefault(words, index)
                elif words:
                    self._folded.setdefault(words.casefold(), index)
        self._pattern = _pattern([*self._exact, *self._folded], self._exact)

    def mark(self, html: str) -> str:
        """Return frozen text with the terms that it is the first to use marked; links and citations are left alone."""
        if self._pattern is None:
            return html
        pieces, in_link = [], 0
        for piece in _TAG.split(html):
            if piece.startswith("<"):
                in_link += (piece.startswith("<a ") or piece == "<a>") - (piece == "</a>")
                pieces.append(piece)
            else:
                pieces.append(piece if in_link else self._pattern.sub(self._marked, piece))
        return "".join(pieces)

    def mark_block(self, block: Any) -> Any:
        """Return a frozen block, or a list of them, with the terms in its running text marked."""
        if isinstance(block, list):
            return [self.mark_block(item) for item in block]
        if not isinstance(block, Mapping):
            return block
        if block.get("type") == "table":
            return {**block, "rows": [[self.mark(cell) for cell in row] for row in block["rows"]]}
        return {
            key: self.mark(value) if key in _HTML_PARTS and isinstance(value, str) else self.mark_block(value)
            for key, value in block.items()
        }

    def _marked(self, match: re.Match[str]) -> str:
        words = _one_line(markup.unescape(match[0]))
        index = self._exact.get(words, self._folded.get(words.casefold(), -1))
        if index < 0 or index in self.used:  # one of several terms may be longer than another that it holds
            return match[0]
        self.used.append(index)
        return f'<dfn data-term="{len(self.used)}">{match[0]}</dfn>'


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _has_own_capitals(words: str) -> bool:
    """Whether it is written with capitals wherever it stands, as NMDA is: then it is nothing else in small letters."""
    return any(letter.isupper() for letter in words[1:])


def _pattern(ways: Sequence[str], exact: Mapping[str, int]) -> re.Pattern[str] | None:
    """Return a pattern for whole words, the longest way of writing first; None where there is nothing to find."""
    if not ways:
        return None
    alternatives = []
    for way in sorted(ways, key=len, reverse=True):
        words = r"(?:\s|&nbsp;)+".join(re.escape(markup.escape(word, quote=False)) for word in way.split())
        alternatives.append(words if way in exact else f"(?i:{words})")
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(alternatives)})(?![\w-])")
