"""What search engines are told of the site: every page that anybody may read, and when it last changed in substance."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from clinic.core.frame import SitePages
from clinic.finding.models import SearchEntry, SearchEntryQuerySet

ENTRIES_A_FILE = 5000  # of the 50,000 that the protocol allows, so that one file is made in a moment
XML = "application/xml"


@dataclass(frozen=True)
class Place:
    """One page: its address, when it last changed, and the addresses of all its languages where it has several."""

    url: str
    changed_at: datetime
    languages: dict[str, str] = field(default_factory=dict)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the files of the sitemap."""
    numbers = Paginator(_listed(), ENTRIES_A_FILE).page_range
    files = [f"{settings.SITE_URL}{reverse('sitemap', args=(number,))}" for number in numbers]
    return TemplateResponse(request, "finding/sitemap_index.xml", {"files": files}, content_type=XML)


@require_safe
def sitemap(request: HttpRequest, number: int) -> HttpResponse:
    """List pages, in five queries for a file of any length. Raises Http404 for a file that there is not."""
    files = Paginator(_listed(), ENTRIES_A_FILE)
    if number not in files.page_range:
        raise Http404
    places = list(_places(request, files.page(number)))
    return TemplateResponse(request, "finding/sitemap.xml", {"places": places}, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots what is not for them, and where the sitemap is."""
    context = {"sitemap_url": f"{settings.SITE_URL}{reverse('sitemap_index')}"}
    return TemplateResponse(request, "finding/robots.txt", context, content_type="text/plain; charset=utf-8")


def _listed() -> SearchEntryQuerySet:
    """Return what anybody may read in any language, in an order that stays."""
    return SearchEntry.objects.readable().order_by("pk")


def _places(request: HttpRequest, entries: Iterable[SearchEntry]) -> Iterator[Place]:
    site = Site.find_for_request(request)
    if site is None:
        return
    changed = {entry.pk: entry.changed_at for entry in entries}
    home_key = site.root_page.translation_key
    keys = Page.objects.filter(pk__in=changed).values("translation_key")
    wanted = Q(translation_key__in=keys, search_entry__in=SearchEntry.objects.readable()) | Q(translation_key=home_key)
    found = list(Page.objects.live().filter(wanted).select_related("locale").order_by("path"))
    pages = SitePages(found, home_key)
    by_key: dict[UUID, dict[str, str]] = defaultdict(dict)
    for page in found:
        if address := pages.url(page):
            by_key[page.translation_key][page.locale.language_code] = f"{settings.SITE_URL}{address}"
    for page in found:
        languages = by_key[page.translation_key]
        if page.pk in changed and page.locale.language_code in languages:
            several = languages if len(languages) > 1 else {}
            yield Place(languages[page.locale.language_code], changed[page.pk], several)
