"""What waits for a clinician, and who may read what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.editions.models import Edition
from articles.review.models import Decision, SignOff
from articles.review.rules import reasons_not_to_sign

if TYPE_CHECKING:
    from articles.editions.pages import EditionedPage
    from clinic.accounts.models import User


@dataclass(frozen=True)
class Queue:
    """Editions that wait, oldest first: those that this reviewer may sign, and the others, each with why not."""

    mine: list[Edition] = field(default_factory=list)
    others: list[tuple[Edition, list[str]]] = field(default_factory=list)

    def beside(self, edition: Edition) -> tuple[Edition | None, Edition | None]:
        """Return the one before and the one after ``edition``, of those that may be signed."""
        keys = [row.pk for row in self.mine]
        if edition.pk not in keys:
            return None, next(iter(self.mine), None)
        at = keys.index(edition.pk)
        return (self.mine[at - 1] if at else None), (self.mine[at + 1] if at + 1 < len(keys) else None)


def waiting_editions() -> QuerySet[Edition]:
    """Return the newest edition of each page that nobody has decided on, the longest wait first."""
    newer = Edition.objects.filter(page=OuterRef("page"), number__gt=OuterRef("number"))
    decided = SignOff.objects.filter(
        edition=OuterRef("pk"), decision__in=(Decision.APPROVED, Decision.CHANGES_REQUESTED)
    )
    return (
        Edition.objects.filter(~Exists(newer), ~Exists(decided), minor_edit=None)
        .defer("snapshot")
        .select_related("page", "frozen_by")
        .order_by("frozen_at")
    )


def queue_for(user: "User") -> Queue:
    """Return what waits, parted by whether ``user`` may sign it."""
    return parted(waiting_editions(), user)


def parted(editions: Iterable[Edition], user: "User") -> Queue:
    """Return ``editions`` parted by whether ``user`` may sign them."""
    queue = Queue()
    for edition in editions:
        if reasons := reasons_not_to_sign(edition, user):
            queue.others.append((edition, reasons))
        else:
            queue.mine.append(edition)
    return queue


def may_see_editions(user: Any, page: "EditionedPage") -> bool:
    """Whether ``user`` works on this page, has decided on it before, or may sign its newest edition."""
    if page.permissions_for_user(user).can_edit():
        return True
    if not user.has_perm("articles.add_signoff"):
        return False
    newest = Edition.objects.filter(page=page.pk).defer("snapshot").order_by("-number").first()
    return newest is not None and (
        SignOff.objects.filter(page=page.pk, user=user).exists() or not reasons_not_to_sign(newest, user)
    )


def may_read(user: Any, page: "EditionedPage", edition: Edition) -> bool:
    """Whether ``user`` may read ``edition``: what readers have had, and what they work on or may sign."""
    return edition.publications.exists() or may_see_editions(user, page)
