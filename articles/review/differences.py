"""What differs between two editions, in words: for the reviewer who reads a new one, and for the public record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.review.passages import Passage, passages_of

Content = Mapping[str, Any]

_WORD = re.compile(r"\S+")
_KEPT = 12  # words of unchanged text that stay on either side of a change


@dataclass(frozen=True)
class Piece:
    """A run of words: in both editions, only in the newer one, or only in the older one."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Change:
    """One passage that differs. ``kind`` says whether it is new, gone or changed."""

    part: str
    place: str
    kind: Literal["added", "removed", "changed"]
    pieces: list[Piece]

    @property
    def words_added(self) -> int:
        """How many words are new."""
        return _count(self.pieces, "added")

    @property
    def words_removed(self) -> int:
        """How many words are gone."""
        return _count(self.pieces, "removed")


def differences(old: Content, new: Content) -> list[Change]:
    """Return the passages in which two editions differ, in the order of reading the newer one."""
    before, after = passages_of(old), passages_of(new)
    return [*_keyed(before, after), *_in_order(before, after)]


def told(changes: Sequence[Change]) -> list[str]:
    """Return a plain account, a sentence for each part that changed."""
    parts: dict[str, list[Change]] = {}
    for change in changes:
        parts.setdefault(change.part, []).append(change)
    return [f"{part}: {_account(rows)}" for part, rows in parts.items()]


def _account(changes: Sequence[Change]) -> str:
    added, removed = (sum(getattr(row, name) for row in changes) for name in ("words_added", "words_removed"))
    told = []
    if added:
        told.append(ngettext("%(count)s word added", "%(count)s words added", added) % {"count": added})
    if removed:
        told.append(ngettext("%(count)s word removed", "%(count)s words removed", removed) % {"count": removed})
    places = list(dict.fromkeys(row.place for row in changes if row.place))
    where = f" ({', '.join(places[:4])}{' …' if len(places) > 4 else ''})" if places else ""
    return f"{_(' and ').join(told)}{where}."


def _keyed(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Change]:
    old, new = ({row.key: row for row in rows if row.key} for rows in (before, after))
    for key in dict.fromkeys([*new, *old]):
        yield from _changed(old.get(key), new.get(key))


def _in_order(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Change]:
    old, new = ([row for row in rows if not row.key] for rows in (before, after))
    matcher = SequenceMatcher(None, [row.text for row in old], [row.text for row in new], autojunk=False)
    for _kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if _kind != "equal":
            yield from _paired(old[from_old:to_old], new[from_new:to_new])


def _paired(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Change]:
    """Compare each new passage with the old one that it is most like, if any is like it."""
    left = list(old)
    for row in new:
        best = max(left, key=lambda other: _likeness(other, row), default=None)
        if best is not None and _likeness(best, row) > 0.4:
            for gone in left[: left.index(best)]:
                yield from _changed(gone, None)
            left = left[left.index(best) + 1 :]
            yield from _changed(best, row)
        else:
            yield from _changed(None, row)
    for gone in left:
        yield from _changed(gone, None)


def _likeness(one: Passage, other: Passage) -> float:
    return SequenceMatcher(None, _WORD.findall(one.text), _WORD.findall(other.text), autojunk=False).ratio()


def _changed(old: Passage | None, new: Passage | None) -> Iterator[Change]:
    if old is None and new is not None:
        yield Change(new.part, new.place, "added", [Piece("added", new.text)])
    elif new is None and old is not None:
        yield Change(old.part, old.place, "removed", [Piece("removed", old.text)])
    elif old is not None and new is not None and old.text != new.text:
        yield Change(new.part, new.place, "changed", pieces_between(old.text, new.text))


def pieces_between(old: str, new: str) -> list[Piece]:
    """Return the words of two texts side by side; where only their spacing differs, the one text and the other."""
    pieces = list(_pieces(old, new))
    if all(piece.kind == "same" for piece in pieces):
        return [Piece("removed", old), Piece("added", new)]
    return pieces


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (kind, from_old, to_old, from_new, to_new) in enumerate(opcodes):
        if kind == "equal":
            yield Piece("same", _shortened(after[from_new:to_new], number > 0, number < len(opcodes) - 1))
            continue
        if to_old > from_old:
            yield Piece("removed", " ".join(before[from_old:to_old]))
        if to_new > from_new:
            yield Piece("added", " ".join(after[from_new:to_new]))


def _shortened(words: Sequence[str], after_change: bool, before_change: bool) -> str:
    """Return unchanged words, or of many only those next to a change."""
    if len(words) <= 2 * _KEPT:
        return " ".join(words)
    head = [*words[:_KEPT], "…"] if after_change else ["…"]
    return " ".join([*head, *(words[-_KEPT:] if before_change else [])])


def _count(pieces: Sequence[Piece], kind: str) -> int:
    return sum(len(_WORD.findall(piece.text)) for piece in pieces if piece.kind == kind)
