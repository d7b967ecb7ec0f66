"""What visitors ask of the search, and what they get where there is no page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from clinic.finding.results import lost_context, search_context
from clinic.finding.suggestions import suggestions
from clinic.finding.terms import tidy


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a search; without a query, ask for one."""
    return TemplateResponse(request, "finding/search.html", search_context(request))


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> HttpResponse:
    """Return what a visitor may be about to type, as JSON: ``{"suggestions": [text, …]}``."""
    return JsonResponse({"suggestions": suggestions(tidy(request.GET.get("q", "")), get_language() or "")})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Say that there is no such page, and offer those that the words of the address may have meant."""
    return TemplateResponse(request, "404.html", lost_context(request), status=404).render()
