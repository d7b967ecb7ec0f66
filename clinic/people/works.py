"""What people wrote, edited and reviewed: told by the rooms above, printed on their pages here.

A room that publishes registers one callable, in its AppConfig's ``ready()``::

    register_works(works_of)  # works_of(person, frame) -> Works

It is called once for a page, in a few queries whatever the number of works, and returns cards as listings print them.
"""

from collections.abc import Callable
from typing import Any, TypedDict

from clinic.core.frame import Frame
from clinic.people.models.person import Person


class Works(TypedDict):
    """Cards by what the person did, newest first."""

    written: list[Any]
    edited: list[Any]
    reviewed: list[Any]


WorksProvider = Callable[[Person, Frame], Works]

_providers: list[WorksProvider] = []


def register_works(provider: WorksProvider) -> WorksProvider:
    """Have ``provider`` asked for the works of the person whose page is read; usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def works_of(person: Person, frame: Frame) -> Works:
    """Return the person's works from all rooms, in the order in which the rooms registered."""
    works = Works(written=[], edited=[], reviewed=[])
    for provider in _providers:
        theirs = provider(person, frame)
        works["written"] += theirs["written"]
        works["edited"] += theirs["edited"]
        works["reviewed"] += theirs["reviewed"]
    return works
