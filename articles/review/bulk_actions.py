"""Publishing many pages at once: each by itself, and each refusal said."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from articles.editions.publishing import why_not_publish
from articles.review.guard import why_not_live

MOST_TOLD = 10


class PublishPages(PublishBulkAction):
    """Wagtail's publishes all or none; this publishes what may go live and says of every other page why it may not."""

    def __init__(self, request: Any, model: Any) -> None:
        super().__init__(request, model)
        self.refusals: list[str] = []

    def check_perm(self, obj: Page) -> bool:
        """Leave out what this user may not publish whoever signed it; the rest is refused by name."""
        return _may_publish(obj, self.request.user)

    def get_execution_context(self) -> dict[str, Any]:
        """Hand over where refusals are gathered."""
        return {**super().get_execution_context(), "refusals": self.refusals}

    @classmethod
    def execute_action(
        cls, objects: list[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Publish page by page and return how many were published, themselves and below them."""
        refusals: list[str] = kwargs.get("refusals", [])
        published = sum(_publish(page, user, refusals) for page in objects)
        below = [
            child
            for page in (objects if include_descendants else [])
            for child in page.get_descendants().not_live().defer_streamfields().specific()
            if user is None or _may_publish(child, user)
        ]
        return published, sum(_publish(page, user, refusals) for page in below)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say what was published, and of the rest why not."""
        for refusal in self.refusals[:MOST_TOLD]:
            messages.error(self.request, refusal)
        if len(self.refusals) > MOST_TOLD:
            more = len(self.refusals) - MOST_TOLD
            messages.error(self.request, _("%(count)s more pages were not published.") % {"count": more})
        if not num_parent_objects and not num_child_objects:
            return None
        return str(super().get_success_message(num_parent_objects, num_child_objects))


def _may_publish(page: Page, user: Any) -> bool:
    tester = page.permissions_for_user(user)
    return bool(tester.may_publish() if hasattr(tester, "may_publish") else tester.can_publish())


def _publish(page: Page, user: Any, refusals: list[str]) -> bool:
    """Publish one page's newest draft, or note why not."""
    title = page.get_admin_display_title()
    reasons = why_not_publish([page]) or [
        _("“%(title)s” is not published. %(why)s") % {"title": title, "why": " ".join(why)}
        for why in [why_not_live(page)]
        if why
    ]
    if not reasons:
        try:
            with transaction.atomic():
                revision = page.get_latest_revision() or page.specific.save_revision(user=user)
                revision.publish(user=user)
        except (PermissionDenied, ValidationError) as refusal:
            why = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
            reasons = [_("“%(title)s” is not published. %(why)s") % {"title": title, "why": why}]
    refusals.extend(reasons)
    return not reasons
