"""Where pages meet the guard. The review, which knows what is signed, stands above the editions and registers it."""

from typing import Any, Protocol


class Guard(Protocol):
    """What decides which words may go live (``articles.review.guard``)."""

    def edition_to_publish(self, page: Any, revision: Any, by: Any) -> Any:
        """Return the edition that readers get when ``page`` goes live. Raises MedicalReviewRequired."""

    def why_not_live(self, page: Any) -> list[str]:
        """Return, as sentences, what keeps the newest draft of ``page`` from going live."""


_guards: list[Guard] = []


def register_guard(guard: Guard) -> None:
    """Have every page with editions ask ``guard``."""
    _guards[:] = [guard]


def guard() -> Guard:
    """Return the guard. Raises LookupError where none is registered: then nothing goes live."""
    if not _guards:
        raise LookupError("no guard is registered for pages with editions")
    return _guards[0]
