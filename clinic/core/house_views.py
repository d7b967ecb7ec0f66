"""Where Site managers see what the house lacks: a report, and a line on the admin's first page."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from clinic.core.house_checks import Finding, findings
from clinic.core.screens import AdminScreenMixin

PERMISSION = "core.change_clinicsettings"


def house_findings(request: HttpRequest) -> list[Finding]:
    """Return what is missing on the site that is asked for; nothing where there is no site."""
    site = Site.find_for_request(request) or Site.objects.filter(is_default_site=True).first()
    return findings(site) if site else []


class HouseChecksView(AdminScreenMixin, TemplateView):
    """The report: every finding, why it matters, and where to mend it."""

    template_name = "core/admin/house_checks.html"
    page_title = _("House checks")
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse those who cannot mend what is found."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the findings."""
        return {**super().get_context_data(**kwargs), "findings": house_findings(self.request)}


class HouseChecksMenuItem(MenuItem):
    """Shown to those who can mend what is found."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user keeps the clinic's settings."""
        return bool(request.user.has_perm(PERMISSION))


class HouseChecksPanel(Component):
    """On the admin's first page: how much is missing, and what. Nothing where nothing is."""

    name = "house_checks"
    order = 90
    template_name = "core/admin/house_checks_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _findings(self) -> list[Finding]:
        return house_findings(self._request)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:  # noqa: ARG002 -- Wagtail's signature
        """Return the findings and the address of the report."""
        return {"findings": self._findings, "report_url": reverse("house_checks")}

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        """Return nothing where nothing is missing."""
        return super().render_html(parent_context) if self._findings else ""
