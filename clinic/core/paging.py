"""Pages of a list that nobody counts: counting looks at every row, a page only at its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

# More rows than any list has. PostgreSQL refuses an offset that is no bigint.
_FARTHEST = 1_000_000


@dataclass(frozen=True)
class ListPage:
    """One page of a list, with what ``components/pagination.html`` asks of Django's own."""

    rows: list[Any]
    number: int
    has_next: bool

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Whether there is more than this page."""
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self) -> int:
        """The number of the page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """The number of the page after."""
        return self.number + 1


def page_of(rows: QuerySet[Any], size: int, asked: str | None) -> ListPage:
    """Return the page of ``rows`` that the address asks for, in one query.

    What is no number from 1 on is the first page; a number beyond the last page is the last, for two queries more.
    """
    number = page_number(asked)
    found = _rows_from(rows, size, number)
    if not found and number > 1:
        number = max(1, -(-rows.count() // size))
        found = _rows_from(rows, size, number)
    return ListPage(found[:size], number, has_next=len(found) > size)


def _rows_from(rows: QuerySet[Any], size: int, number: int) -> list[Any]:
    start = (number - 1) * size
    return list(rows[start : start + size + 1])


def page_number(asked: str | None) -> int:
    """Return the page number that an address asks for; 1 where it is none from 1 on.

    Longer ones than the farthest are not even read: int() takes its time for many digits.
    """
    if not asked or not asked.isascii() or not asked.isdigit():
        return 1
    return max(1, int(asked)) if len(asked) <= len(str(_FARTHEST)) else _FARTHEST
