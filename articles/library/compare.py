"""The page on which a visitor compares treatments, and the stable address of each comparison."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from articles.library import compare_views
from clinic.core.models import BasePage


class ComparePage(BasePage):
    """Lets a visitor choose treatments; ``ketamine-vs-opioids/`` below it prints their current editions side by side.

    It has no words of its own beside its title, so there is nothing to sign: what it prints is signed where it is kept.
    """

    template = "pages/compare.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("Lets visitors compare treatments, and gives every comparison an address.")
    prints_edition = True
    answers_below = True

    class Meta:
        verbose_name = _("comparison page")
        verbose_name_plural = _("comparison pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer one step below the page too. Raises Http404 further down."""
        if not path_components:
            return super().route(request, path_components)
        if len(path_components) > 1 or not self.live:
            raise Http404
        return RouteResult(self, kwargs={"compared": path_components[0]})

    def serve(self, request: HttpRequest, *args: Any, compared: str = "", **kwargs: Any) -> HttpResponse:  # noqa: ARG002 -- Wagtail's signature
        """Serve the choice, or the comparison that the address names."""
        request.is_preview = False  # type: ignore[attr-defined]  # set by every Wagtail page for its templates
        return compare_views.compared(request, self, compared) if compared else compare_views.choice(request, self)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:  # noqa: ARG002 -- one mode
        """Show the choice."""
        return compare_views.choice_context(request, self)
