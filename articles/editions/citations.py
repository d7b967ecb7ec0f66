"""Citations in frozen text: ``<a class="cite" data-ref="3" data-nth="2"></a>`` is the second mention of source 3."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

MARK = re.compile(r'<a class="cite" data-ref="(\d+)"(?: data-nth="(\d+)")?></a>')

Source = TypeVar("Source", int, str)


class Citations(Generic[Source]):
    """Numbers sources in the order of their first use, and their mentions."""

    def __init__(self) -> None:
        self.numbers: dict[Source, int] = {}
        self.mentions: Counter[Source] = Counter()

    def mark(self, source: Source) -> str:
        """Return the mark of one more mention of ``source``."""
        self.mentions[source] += 1
        return f'<a class="cite" data-ref="{self._number(source)}" data-nth="{self.mentions[source]}"></a>'

    def mark_aside(self, source: Source) -> str:
        """Return a mark in an explanation: the list of sources leads back to the term that is explained."""
        return f'<a class="cite" data-ref="{self._number(source)}"></a>'

    def _number(self, source: Source) -> int:
        return self.numbers.setdefault(source, len(self.numbers) + 1)


def source_keys(content: Mapping[str, Any]) -> dict[int, str]:
    """Return the key of each numbered source of an edition."""
    return {reference["number"]: reference["key"] for reference in content["references"]}


def cited_anew(html: str, keys: Mapping[int, str], mark: Callable[[str], str]) -> str:
    """Return frozen text with every citation replaced by ``mark`` of its source's key."""
    return MARK.sub(lambda match: mark(keys[int(match[1])]), html)


def cited_numbers(html: str) -> Sequence[int]:
    """Return the numbers of the sources that frozen text cites, in order, each once."""
    return list(dict.fromkeys(int(match[1]) for match in MARK.finditer(html)))


def cited_keys(html: str, keys: Mapping[int, str]) -> Sequence[str]:
    """Return the keys of the sources that frozen text cites, in order, each once."""
    return [keys[number] for number in cited_numbers(html)]
