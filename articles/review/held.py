"""Schedules that the guard holds: their day has come or is near, and the text is not signed."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Revision

from articles.editions.pages import EditionedPage
from articles.review.desk import DeskPanel, Line
from articles.review.models import unsigned_allowed
from articles.review.standing import newest_in_force


class HeldSchedules(DeskPanel):
    """Approved schedules of pages whose text could not go live today."""

    name, order = "held-schedules", 206

    @property
    def heading(self) -> str:  # type: ignore[override]  # translated when it is shown
        """Name the panel."""
        return _("Held schedules")

    def lines(self) -> Sequence[Line]:
        """Return them, the earliest first, with what they lack."""
        lines = []
        for revision, page in held_schedules():
            day = date_format(timezone.localtime(revision.approved_go_live_at), "DATETIME_FORMAT")
            note = _("planned for %(day)s; these words are not signed") % {"day": day}
            lines.append(Line(page.title, reverse("editions", args=(page.pk,)), note))
        return lines


def held_schedules() -> list[tuple[Revision, EditionedPage]]:
    """Return the scheduled revisions whose words no signature in force answers for, with their pages as scheduled."""
    held = []
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    for revision in scheduled.order_by("approved_go_live_at"):
        page = revision.as_object()
        if isinstance(page, EditionedPage) and is_held(page):
            held.append((revision, page))
    return held


def is_held(page: EditionedPage) -> bool:
    """Whether no signature in force answers for the words of ``page`` as scheduled, and one has to."""
    signed = newest_in_force(page.pk)
    return not unsigned_allowed() and (signed is None or signed.own_digest != page.own_digest())
