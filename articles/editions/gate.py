"""Where pages meet the guard. The review, which knows what is signed, stands above the editions and registers it."""

from collections.abc import Callable
from typing import Any

Guard = Callable[[Any, Any, Any], Any]  # edition_to_publish(page, revision, by) of articles.review.guard
_guards: list[Guard] = []


def register_guard(guard: Guard) -> None:
    """Have every page with editions ask ``guard`` which edition readers get when it goes live."""
    _guards[:] = [guard]


def guard() -> Guard:
    """Return the guard. Raises LookupError where none is registered: then nothing goes live."""
    if not _guards:
        raise LookupError("no guard is registered for pages with editions")
    return _guards[0]
