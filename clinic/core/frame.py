"""Loading what stands around a page: three queries, whatever the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, override
from wagtail.models import Page, Site

from clinic.core.models.frame import SiteFrame, titles_itself
from clinic.core.models.settings import ACTION_FIELDS, POLICY_FIELDS, ClinicSettings
from clinic.core.opening_words import Opening, opening_of
from clinic.core.rich_text import linked_page_ids, printed

if TYPE_CHECKING:
    from clinic.core.models.pages import BasePage


@dataclass(frozen=True)
class Link:
    """A title and its address on this site; ``current`` marks the page that is being read, or the part it is in."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Language:
    """A language in which a page can be read, named in itself; ``current`` marks that of the page that is read."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """Everything around a page.

    ``texts`` is None until the site texts have been written. ``actions`` and ``policies`` hold only the pages that
    are chosen and live, by the name of their setting without ``_page``; ``words`` the rich texts of the frame as HTML:
    crisis_lines, disclaimer, reuse_terms, notice. ``languages`` are those of the page, if there are several.
    """

    settings: ClinicSettings | None = None
    texts: SiteFrame | None = None
    menu: list[Link] = field(default_factory=list)
    actions: Mapping[str, Link] = field(default_factory=dict)
    policies: Mapping[str, Link] = field(default_factory=dict)
    breadcrumbs: list[Link] = field(default_factory=list)
    pages: "SitePages" = field(default_factory=lambda: SitePages([], None))
    words: Mapping[str, SafeString] = field(default_factory=dict)
    languages: list[Language] = field(default_factory=list)

    @property
    def home_url(self) -> str:
        """The address of the home page in the reader's language."""
        return reverse("wagtail_serve", args=("",))

    @cached_property
    def opening(self) -> Opening | None:
        """Whether the main location is open; None where no hours are known."""
        return opening_of(self.settings.main_location) if self.settings else None


class SitePages:
    """Live pages fetched together, with their addresses in the reader's language where there is one."""

    def __init__(self, found: list[Page], home_key: UUID | None) -> None:
        self.found = found
        self.language = get_language() or settings.LANGUAGE_CODE
        self._home_key = home_key

    @cached_property
    def _home_paths(self) -> dict[int, str]:
        return {page.locale_id: page.url_path for page in self.found if page.translation_key == self._home_key}

    @cached_property
    def _in_language(self) -> dict[UUID, Page]:
        return {page.translation_key: page for page in self.found if page.locale.language_code == self.language}

    def url(self, page: Page) -> str:
        """Return the address path of a fetched page. Empty where its language has no home page."""
        home_path = self._home_paths.get(page.locale_id)
        if home_path is None or not page.url_path.startswith(home_path):
            return ""
        with override(page.locale.language_code):
            return reverse("wagtail_serve", args=(page.url_path[len(home_path) :],))

    def address(self, page_id: int) -> str:
        """Return the address path of a fetched page, or of its translation; empty if it is not live."""
        page = self._to_read(page_id)
        return self.url(page) if page else ""

    def link(self, page_id: int | None, title: str = "", reading: Page | None = None) -> Link | None:
        """Return a link to the page or, where there is one, its translation; None if it is not live.

        Also None where a title has to be given and is not: that of the page itself may be one that nobody signed.
        """
        page = self._to_read(page_id)
        if page is None or not (title or titles_itself(page)):
            return None
        current = reading is not None and bool(reading.path) and reading.path.startswith(page.path)
        return Link(title or page.title, self.url(page), current and page.depth > 2)

    def _to_read(self, page_id: int | None) -> Page | None:
        page = next((page for page in self.found if page.pk == page_id), None)
        return self._in_language.get(page.translation_key, page) if page else None


def load_frame(
    request: HttpRequest,
    page: "BasePage | None" = None,
    also: Q | None = None,
    annotate: Mapping[str, Any] | None = None,
) -> Frame:
    """Load the frame of a page, or of an error page when ``page`` is None.

    ``also`` names further pages that the page links to; they are among ``frame.pages.found`` with their ``annotate``
    values, so that all links of a page cost one query.
    """
    site = Site.find_for_request(request)
    if site is None:
        return Frame()
    clinic = ClinicSettings.for_request(request)
    texts = _texts()
    menu = [block["value"] for block in texts.menu.raw_data] if texts else []
    chosen = {name.removesuffix("_page"): getattr(clinic, f"{name}_id") for name in (*ACTION_FIELDS, *POLICY_FIELDS)}
    words = _words(texts)
    linked = linked_page_ids([*words.values(), *(page.rich_texts() if page is not None else [])])
    wanted = _with_translations([*(item["page"] for item in menu), *chosen.values(), *linked])
    ancestors = _ancestor_paths(page)
    home_key = site.root_page.translation_key
    read = page.translation_key if page is not None and page.path else None
    wanted |= Q(path__in=ancestors) | Q(translation_key__in={home_key, read} - {None}) | (also or Q(pk=None))
    rows = Page.objects.live().filter(pk__in=_any_of(wanted)).select_related("locale")
    found = rows.annotate(**(annotate or {})).order_by("path")
    pages = SitePages(list(found), home_key)

    def chosen_links(names: Iterable[str]) -> dict[str, Link]:
        links = {name: pages.link(chosen[name], reading=page) for name in (n.removesuffix("_page") for n in names)}
        return {name: link for name, link in links.items() if link is not None}

    return Frame(
        settings=clinic,
        texts=texts,
        menu=[link for item in menu if (link := pages.link(item["page"], item["label"], reading=page)) is not None],
        actions=chosen_links(ACTION_FIELDS),
        policies=chosen_links(POLICY_FIELDS),
        breadcrumbs=[Link(p.title, pages.url(p)) for p in pages.found if p.path in ancestors and pages.url(p)],
        pages=pages,
        words={name: printed(text, pages.address) for name, text in words.items()},
        languages=_languages(pages, read),
    )


def _any_of(wanted: Q) -> QuerySet[Any, Any]:
    """Return the ids of pages that are any of these, each looked up by its own index: an OR would read every page."""
    each = [Page.objects.filter(Q(one)).order_by().values("pk") for one in wanted.children]
    return each[0].union(*each[1:])


def _languages(pages: SitePages, key: UUID | None) -> list[Language]:
    """Return the languages of the page that is read, in the order of the settings; none where there is only one."""
    found = {page.locale.language_code: pages.url(page) for page in pages.found if key and page.translation_key == key}
    languages = [
        Language(code, str(capfirst(get_language_info(code)["name_local"])), found[code], code == pages.language)
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
        if found.get(code)
    ]
    return languages if len(languages) > 1 else []


def _texts() -> SiteFrame | None:
    """Return the site texts in the reader's language, else in the site's own."""
    language = get_language() or settings.LANGUAGE_CODE
    rows = list(
        SiteFrame.objects.filter(locale__language_code__in={language, settings.LANGUAGE_CODE}).select_related(
            "locale", "notice"
        )
    )
    return min(rows, key=lambda row: row.locale.language_code != language, default=None)


def _words(texts: SiteFrame | None) -> dict[str, str]:
    """Return the rich texts of the frame as they are stored, those that are empty left out."""
    if texts is None:
        return {}
    words = {name: getattr(texts, name) for name in ("crisis_lines", "disclaimer", "reuse_terms")}
    words["notice"] = texts.notice.text if texts.notice else ""
    return {name: text for name, text in words.items() if text}


def _with_translations(page_ids: Iterable[int | None]) -> Q:
    ids = {page_id for page_id in page_ids if page_id}
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    return Q(pk__in=ids) | Q(translation_key__in=keys, locale__language_code=get_language() or settings.LANGUAGE_CODE)


def _ancestor_paths(page: Page | None) -> list[str]:
    """Return the tree paths of the pages above, from the home page (depth 2) down."""
    if page is None or not page.path:
        return []
    return [page.path[:end] for end in range(2 * Page.steplen, len(page.path), Page.steplen)]
