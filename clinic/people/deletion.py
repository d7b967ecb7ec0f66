"""What keeps a row from being deleted, in words.

A draft names people in its JSON, where no foreign key protects them: a room whose drafts do registers a counter.
"""

from collections import Counter
from collections.abc import Callable

from django.db import models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.text import capfirst
from django.utils.translation import gettext

DraftCounter = Callable[[models.Model], int]

_draft_counters: list[DraftCounter] = []


def register_drafts(count: DraftCounter) -> None:
    """Have ``count`` say in how many drafts of its room a row is named."""
    if count not in _draft_counters:
        _draft_counters.append(count)


def drafts_naming(row: models.Model) -> int:
    """Return in how many drafts a row is named."""
    return sum(count(row) for count in _draft_counters)


def what_holds(row: models.Model) -> str:
    """Return what refers to a row and keeps it, as in "Person page (1), sign-off (2)"; empty if it may go."""
    collector = Collector(using=row._state.db or "default", origin=row)
    try:
        collector.collect([row])
    except ProtectedError as error:
        holding = error.protected_objects
    except RestrictedError as error:
        holding = error.restricted_objects
    else:
        holding = set()
    counts = Counter(str(found._meta.verbose_name) for found in holding)
    if drafts := drafts_naming(row):
        counts[gettext("draft")] = drafts
    return str(capfirst(", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))))
