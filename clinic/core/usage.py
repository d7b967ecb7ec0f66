"""Where something is used: told by the rooms above, shown in the admin of the room that keeps it.

A room registers, in its AppConfig's ``ready()``, one finder for each model that its texts use::

    register_uses(Notice, notices_in)  # notices_in(rows) -> {row's id: [Place, …]}

A finder takes rows of its model and looks in a number of queries that does not grow with them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass
class Place:
    """A page or snippet that uses something, and where: in the published text, in a draft, in which editions.

    ``role`` says what for, where that is not plain, as "Author" is of a person.
    """

    citing: models.Model
    published: bool = False
    draft: bool = False
    editions: list[int] = field(default_factory=list)
    role: str = ""

    @property
    def title(self) -> str:
        """The title that editors see."""
        return getattr(self.citing, "draft_title", "") or str(self.citing)

    @property
    def where(self) -> str:
        """Where in it, in words."""
        numbers = ", ".join(str(number) for number in sorted(self.editions))
        parts = [
            self.role,
            _("published text") if self.published else "",
            _("draft") if self.draft else "",
            ngettext("edition %(numbers)s", "editions %(numbers)s", len(self.editions)) % {"numbers": numbers}
            if self.editions
            else "",
        ]
        return " · ".join(part for part in parts if part)


FindPlaces = Callable[[Sequence[Any]], dict[int, list[Place]]]

_finders: dict[type[models.Model], list[FindPlaces]] = {}


def register_uses(model: type[models.Model], find: FindPlaces) -> None:
    """Have ``find`` asked for the places in which rows of a model are used."""
    if find not in _finders.setdefault(model, []):
        _finders[model].append(find)


def places_using(rows: Sequence[Any]) -> dict[int, list[Place]]:
    """Return the places of all rooms by the id of each row that is used anywhere, by title. Rows are of one model."""
    found: dict[int, list[Place]] = {}
    for find in _finders.get(type(rows[0]), []) if rows else []:
        for pk, places in find(rows).items():
            found.setdefault(pk, []).extend(places)
    return {pk: sorted(places, key=lambda place: place.title.casefold()) for pk, places in found.items()}
