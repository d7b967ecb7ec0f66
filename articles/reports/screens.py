"""Reports in the admin: the list, settling one, and what waits on the desk."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView
from wagtail.admin import messages

from articles.reports.forms import SettleForm
from articles.reports.models import Outcome, ProblemReport
from articles.reports.services import AlreadySettledError, settle
from articles.review.desk import MOST_LINES, DeskPanel, Line
from articles.review.views import staff
from clinic.core.screens import AdminScreenMixin

PERMISSION = "articles.change_problemreport"
REPORTS_A_PAGE = 30
OPEN, DOUBTFUL, SETTLED = "open", "doubtful", "settled"
SHOWN = {
    OPEN: gettext_lazy("To settle"),
    DOUBTFUL: gettext_lazy("Suspected spam"),
    SETTLED: gettext_lazy("Settled"),
}


def reports(shown: str) -> QuerySet[ProblemReport]:
    """Return the reports that are open, doubtful or settled, the newest first, without the texts of their editions."""
    rows = ProblemReport.objects.select_related("edition", "settled_by").defer("edition__snapshot")
    if shown == SETTLED:
        return rows.filter(settled_at__isnull=False)
    waiting = rows.filter(settled_at=None)
    return waiting.exclude(doubts=[]) if shown == DOUBTFUL else waiting.filter(doubts=[])


class ReportScreenMixin(PermissionRequiredMixin, AdminScreenMixin):
    """A screen for those who settle reports."""

    permission_required = PERMISSION
    raise_exception = True
    header_icon = "comment"


class ReportsView(ReportScreenMixin, ListView):  # type: ignore[type-arg]  # Django's takes none at run time
    """The reports, by whether they are settled."""

    template_name = "review/reports.html"
    page_title = gettext_lazy("Problem reports")
    context_object_name = "reports"
    paginate_by = REPORTS_A_PAGE

    @property
    def shown(self) -> str:
        """Which of them are listed."""
        asked = self.request.GET.get("show", OPEN)
        return asked if asked in SHOWN else OPEN

    def get_queryset(self) -> QuerySet[ProblemReport]:
        """Return them, the newest first."""
        return reports(self.shown)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ways to the others."""
        return {**super().get_context_data(**kwargs), "shown": self.shown, "filters": SHOWN.items()}


class SettleView(ReportScreenMixin, FormView):  # type: ignore[type-arg]  # Django's takes none at run time
    """One report, and what came of it."""

    template_name = "review/settle_report.html"
    page_title = gettext_lazy("Problem report")
    form_class = SettleForm

    @cached_property
    def report(self) -> ProblemReport:
        """The report. Raises Http404."""
        rows = ProblemReport.objects.select_related("edition__page", "settled_by").defer("edition__snapshot")
        return get_object_or_404(rows, pk=self.kwargs["report_id"])

    def get_page_subtitle(self) -> str:
        """Name the text."""
        return str(self.report.edition.card["title"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report."""
        return {**super().get_context_data(**kwargs), "report": self.report}

    def form_valid(self, form: SettleForm) -> HttpResponse:
        """Settle it and go back to the list."""
        outcome = Outcome(form.cleaned_data["outcome"])
        try:
            settle(self.report.pk, staff(self.request), outcome, form.cleaned_data["note"])
        except AlreadySettledError:
            messages.warning(self.request, _("Somebody has settled this report meanwhile."))
            return redirect("settle_report", self.report.pk)
        messages.success(self.request, _("The report is settled."))
        return redirect("problem_reports")


class ReportsPanel(DeskPanel):
    """What readers have reported and nobody has settled."""

    name, order, more_url_name = "problem-reports", 206, "problem_reports"

    @property
    def heading(self) -> str:  # type: ignore[override]  # translated when it is shown
        """Name the panel."""
        return _("Problem reports")

    def lines(self) -> Sequence[Line]:
        """Return the newest, and one more than are shown."""
        return [
            Line(
                report.edition.card["title"],
                reverse("settle_report", args=(report.pk,)),
                report.get_kind_display() if report.kind else "",
            )
            for report in reports(OPEN)[: MOST_LINES + 1]
        ]


def report_panels(user: Any) -> list[DeskPanel]:
    """Return the panel for those who settle reports."""
    return [ReportsPanel(user)] if user.has_perm(PERMISSION) else []
