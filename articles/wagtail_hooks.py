"""What this room adds to the Wagtail admin. Registrations only."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from articles.editions.deletion import why_not_delete
from articles.editions.pages import EditionedPage
from articles.editions.publishing import why_not_publish
from articles.library import rich_text
from articles.library.uses import why_treatments_stay
from articles.library.views import DeleteReferences, DeleteWords
from articles.library.viewsets import LibraryGroup
from articles.reports import screens as reports
from articles.review import acts, log_actions, reviewing, views
from articles.review.bulk_actions import PublishPages
from articles.review.calendar import ReviewCalendarView
from articles.review.desk import desk_panels
from articles.review.guard import number_left_behind, why_not_live
from articles.review.originals import original_of
from articles.review.views import staff
from articles.viewsets import TopicViewSet

REPLACED_PANELS = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)

register_snippet(TopicViewSet)
register_snippet(LibraryGroup)
hooks.register("register_rich_text_features", rich_text.register)
hooks.register("register_log_actions", log_actions.register)
hooks.register("register_bulk_action", PublishPages, order=1)  # after Wagtail's own, in its place
hooks.register("register_bulk_action", DeleteReferences, order=1)
hooks.register("register_bulk_action", DeleteWords, order=1)


@hooks.register("register_admin_urls")
def edition_urls() -> list[URLPattern]:
    """Add the pages on which editions are listed, read and signed."""
    return [
        path("review/", reviewing.ReviewQueueView.as_view(), name="review_queue"),
        path("reports/review-calendar/", ReviewCalendarView.as_view(), name="review_calendar"),
        path(
            "reports/review-calendar/results/",
            ReviewCalendarView.as_view(results_only=True),
            name="review_calendar_results",
        ),
        path("reports/outdated-editions/", views.OutdatedView.as_view(), name="outdated_editions"),
        path("pages/<int:page_id>/editions/", views.PageEditionsView.as_view(), name="editions"),
        path("pages/<int:page_id>/editions/freeze/", views.FreezeView.as_view(), name="freeze_edition"),
        path("editions/<int:edition_id>/", views.ReadEditionView.as_view(), name="read_edition"),
        path("editions/<int:edition_id>/sign/", reviewing.SignView.as_view(), name="sign_edition"),
        path("pages/<int:page_id>/minor-edit/", acts.MinorEditView.as_view(), name="minor_edit"),
        path("pages/<int:page_id>/warn/", acts.WarnView.as_view(), name="warn_readers"),
        path("pages/<int:page_id>/warn/lift/", acts.LiftWarningView.as_view(), name="lift_warning"),
        path("pages/<int:page_id>/withdraw/", acts.WithdrawPageView.as_view(), name="withdraw_page"),
        path("editions/<int:edition_id>/withhold/", acts.WithholdView.as_view(), name="withhold_edition"),
        path("editions/<int:edition_id>/return/", acts.ReturnView.as_view(), name="return_to_edition"),
        path("editions/<int:edition_id>/withdraw/", acts.WithdrawSignatureView.as_view(), name="withdraw_signature"),
        path("reports/problems/", reports.ReportsView.as_view(), name="problem_reports"),
        path("reports/problems/<int:report_id>/", reports.SettleView.as_view(), name="settle_report"),
        path("minor-edits/<int:minor_id>/void/", acts.VoidView.as_view(), name="void_minor_edit"),
    ]


class ReviewMenuItem(MenuItem):
    """Shown to those who sign."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user reviews."""
        return bool(request.user.has_perm("articles.add_signoff"))


@hooks.register("register_admin_menu_item")
def review_menu_item() -> MenuItem:
    """Add the list of what waits for a reviewer."""
    return ReviewMenuItem(gettext_lazy("Medical review"), reverse("review_queue"), icon_name="check", order=300)


class OutdatedMenuItem(MenuItem):
    """Shown to those who see what was signed."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may see sign-offs."""
        return bool(request.user.has_perm("articles.view_signoff"))


@hooks.register("register_reports_menu_item")
def outdated_menu_item() -> MenuItem:
    """Add the report on what has changed in the library since it was printed."""
    return OutdatedMenuItem(
        gettext_lazy("Outdated editions"), reverse("outdated_editions"), icon_name="warning", order=400
    )


@hooks.register("register_reports_menu_item")
def calendar_menu_item() -> MenuItem:
    """Add the report on until when reviews hold."""
    return OutdatedMenuItem(
        gettext_lazy("Review calendar"), reverse("review_calendar"), icon_name="calendar-alt", order=390
    )


class ReportsMenuItem(MenuItem):
    """Shown to those who settle what readers report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may settle reports."""
        return bool(request.user.has_perm(reports.PERMISSION))


@hooks.register("register_reports_menu_item")
def reports_menu_item() -> MenuItem:
    """Add the list of what readers report."""
    return ReportsMenuItem(gettext_lazy("Problem reports"), reverse("problem_reports"), icon_name="comment", order=410)


@hooks.register("construct_homepage_panels")
def desk(request: HttpRequest, panels: list[Any]) -> None:
    """Put each person's desk in the place of Wagtail's panels on workflows, which know no clinicians."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED_PANELS)]
    panels += [*desk_panels(staff(request)), *reports.report_panels(request.user)]


@hooks.register("register_page_header_buttons")
def editions_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001 -- the hook's signature
    """Lead from a page to its editions."""
    if issubclass(page.specific_class, EditionedPage) and not page.alias_of_id:
        yield Button(_("Editions"), reverse("editions", args=(page.pk,)), icon_name="history", priority=64)
        if original := original_of(page):
            yield Button(
                _("Read the original"), reverse("read_edition", args=(original.pk,)), icon_name="globe", priority=65
            )


@hooks.register("before_delete_page")
def refuse_to_delete_editions(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why a page that has editions is unpublished rather than deleted, and what speaks of a treatment."""
    if reason := why_not_delete([page]) or why_treatments_stay([page]):
        messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_to_bulk_delete_editions(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Say the same of many pages at once."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type == "delete" and (reason := why_not_delete(pages) or why_treatments_stay(pages)):
        messages.error(request, reason)
        return redirect(action_class_instance.next_url)
    return None


@hooks.register("before_publish_page")
def refuse_to_publish_what_may_not_go_live(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep the draft and say what it lacks, before publishing it would fail."""
    reasons = why_not_publish([page])
    if not reasons and not (page.go_live_at and page.go_live_at > timezone.now()):
        reasons = why_not_live(page)
    if reasons:
        messages.error(request, _("The draft is saved but not published. %(why)s") % {"why": " ".join(reasons)})
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("after_edit_page")
def tell_what_a_draft_lacks(request: HttpRequest, page: Page) -> None:
    """Say why a draft that was to be published is not, and when a change takes the signature from under it."""
    if not issubclass(page.specific_class, EditionedPage) or page.alias_of_id:
        return
    tester = page.permissions_for_user(request.user)
    if "action-publish" in request.POST and tester.may_publish() and tester.missing:
        why = " ".join(tester.missing)
        messages.warning(request, _("The draft is saved but not published. %(why)s") % {"why": why})
    elif (number := number_left_behind(page)) and request.headers.get("x-requested-with") != "XMLHttpRequest":
        messages.warning(
            request,
            _("These words are no longer those of edition %(number)s, which is signed. They need a new signature.")
            % {"number": number},
        )


@hooks.register("register_icons")
def icons(paths: list[str]) -> list[str]:
    """Add the icon of the Cite button."""
    return [*paths, "library/icons/cite.svg"]
