"""The admin's home: what each person has to do, by what they may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, TaskState, WorkflowState

from articles.review.due import due_reviews
from articles.review.outdated import outdated_editions
from articles.review.queue import queue_for
from articles.review.steps import ReviewStepState, brought_by
from clinic.accounts.roles import EDITORS

if TYPE_CHECKING:
    from clinic.accounts.models import User

MOST_LINES = 10
OUTDATED_KEPT = 300  # seconds; comparing every live page with the library is too slow for each look at the home page


@dataclass(frozen=True)
class Line:
    """One thing to do: where it is done, and what there is to know about it."""

    title: str
    url: str
    note: str = ""


class DeskPanel(Component):
    """A list on the admin's home, left out where it is empty. A subclass says what is in it and for whom."""

    template_name = "review/desk_panel.html"
    name = ""
    heading = ""
    more_url_name = ""

    def __init__(self, user: "User") -> None:
        self.user = user

    def lines(self) -> Sequence[Line]:
        """Return what is in it for this user."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:  # noqa: ARG002 -- Wagtail's signature
        """Give the template at most MOST_LINES, and how many more there are."""
        lines = list(self.lines())
        return {
            "panel_id": self.name,
            "heading": self.heading,
            "lines": lines[:MOST_LINES],
            "more": max(0, len(lines) - MOST_LINES),
            "more_url": reverse(self.more_url_name) if self.more_url_name else "",
        }


class MyDrafts(DeskPanel):
    """Pages with changes that readers have not got, last saved by this user, and those that came back to them."""

    name, order = "my-drafts", 200

    @property
    def heading(self) -> str:  # type: ignore[override]  # translated when it is shown
        """Name the panel."""
        return _("My drafts")

    def lines(self) -> Sequence[Line]:
        """Return them, the last saved first, with where they stand."""
        mine = Revision.objects.filter(pk=OuterRef("latest_revision"), user=self.user)
        pages = Page.objects.filter(Q(has_unpublished_changes=True) | Q(live=False), Exists(mine), alias_of=None)
        pages = pages.order_by("-latest_revision_created_at").prefetch_workflow_states()[: MOST_LINES + 1]
        return [Line(page.get_admin_display_title(), _editor(page.pk), str(page.status_string)) for page in pages]


class ToEdit(DeskPanel):
    """What waits for an editor's approval, and what came back to whoever handed it in."""

    name, order = "to-edit", 201

    @property
    def heading(self) -> str:  # type: ignore[override]  # translated when it is shown
        """Name the panel."""
        return _("Waiting for my edit")

    def lines(self) -> Sequence[Line]:
        """Return what came back first."""
        back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=self.user)
        lines = [
            Line(_title(state), _editor(state.object_id), _changes_asked(state.current_task_state))
            for state in back.select_related("current_task_state").order_by("-current_task_state__finished_at")
        ]
        if self.user.is_superuser or self.user.groups.filter(name=EDITORS).exists():
            lines += self._to_approve()
        return lines

    def _to_approve(self) -> list[Line]:
        steps = ReviewStepState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task__content_type__model="editorapprovaltask"
        ).select_related("workflow_state")
        return [
            Line(
                _title(step.workflow_state),
                _editor(step.workflow_state.object_id),
                _("You handed this in: another editor has to approve it.")
                if brought_by(step.workflow_state, self.user)
                else _("to approve"),
            )
            for step in steps.order_by("started_at")
        ]


class ToSign(DeskPanel):
    """What this reviewer may sign."""

    name, order, more_url_name = "to-sign", 202, "review_queue"

    @property
    def heading(self) -> str:  # type: ignore[override]  # translated when it is shown
        """Name the panel."""
        return _("Waiting for my signature")

    def lines(self) -> Sequence[Line]:
        """Return the queue in its order."""
        return [
            Line(str(edition), reverse("sign_edition", args=(edition.pk,))) for edition in queue_for(self.user).mine
        ]


class Due(DeskPanel):
    """Reviews that lapse within 60 days, or (``lapsed``) that have lapsed."""

    more_url_name = "review_calendar"

    def __init__(self, user: "User", *, lapsed: bool) -> None:
        super().__init__(user)
        self.lapsed = lapsed
        self.name, self.order = ("lapsed", 203) if lapsed else ("coming-due", 204)
        self.heading = _("Lapsed") if lapsed else _("Coming due")

    def lines(self) -> Sequence[Line]:
        """Return them, the most urgent first; a reviewer is led to the renewal."""
        to_sign = self.user.has_perm("articles.add_signoff")
        return [
            Line(
                row.title,
                reverse("sign_edition", args=(row.current.edition_id,))
                if to_sign
                else reverse("editions", args=(row.current.page_id,)),
                _days(row.days),
            )
            for row in due_reviews()
            if (row.days < 0) == self.lapsed
        ]


class OutdatedPanel(DeskPanel):
    """Current editions that print what has changed in the library since."""

    name, order, more_url_name = "outdated", 205, "outdated_editions"

    @property
    def heading(self) -> str:  # type: ignore[override]  # translated when it is shown
        """Name the panel."""
        return _("Outdated")

    def lines(self) -> Sequence[Line]:
        """Return them by title, as they were up to five minutes ago."""
        found: list[Line] | None = cache.get("desk-outdated")
        if found is None:
            found = [
                Line(row.title, reverse("editions", args=(row.current.page_id,)), row.changes[0])
                for row in outdated_editions()
            ]
            cache.set("desk-outdated", found, OUTDATED_KEPT)
        return found


def desk_panels(user: "User") -> list[DeskPanel]:
    """Return the panels of this user's desk."""
    panels: list[DeskPanel] = []
    if user.has_perm("articles.add_reference") or user.has_perm("articles.view_signoff"):
        panels += [MyDrafts(user), ToEdit(user)]
    if user.has_perm("articles.add_signoff"):
        panels.append(ToSign(user))
    if user.has_perm("articles.view_signoff"):
        from articles.review.held import HeldSchedules  # that module builds on this one

        panels += [Due(user, lapsed=True), Due(user, lapsed=False), OutdatedPanel(user), HeldSchedules(user)]
    return panels


def _editor(page_id: int | str) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page_id,))


def _title(state: WorkflowState) -> str:
    return str(state.content_object.get_admin_display_title())


def _changes_asked(state: TaskState | None) -> str:
    comment = f" “{state.comment}”" if state and state.comment else ""
    return f"{_('Changes requested')}{comment}"


def _days(days: int) -> str:
    if days < 0:
        return _("lapsed %(count)s days ago") % {"count": -days}
    return _("%(count)s days left") % {"count": days}
