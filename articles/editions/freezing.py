"""Resolving everything a page prints, at the moment its edition is made."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

import nh3
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import expand_db_html

from articles.editions.citations import Citations, cited_anew, source_keys
from articles.library.current import current_treatments
from articles.library.models import Reference
from clinic.core.models import ClinicImage
from clinic.core.pictures import Picture, freeze_picture
from clinic.core.rich_text import with_addresses

# What a reader's text may consist of. Everything else that rich text holds is for the editor.
TAGS = {"p", "br", "b", "strong", "i", "em", "sub", "sup", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href", "data-reference"}}
_SANITIZER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
)
_CITATION = re.compile(r'<a data-reference="(\d+)">.*?</a>', re.DOTALL)
_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)  # a link to a page or file that is gone keeps its words
MISSING_SOURCE = _("A source that is cited here no longer exists. Cite another in its place.")
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|<br>)*</p>")


class Freezer:
    """Turns an editor's values into the plain data of one edition, numbering sources in order of first use.

    Use one for the whole page: the numbers run through everything it prints. ``for_reading`` is for pages that have no
    editions and are resolved as they are read: pictures may then be described from the cache. ``address_of`` gives the
    address of a page by its id where those are known already; without it Wagtail looks each up.
    """

    def __init__(self, *, for_reading: bool = False, address_of: Callable[[int], str] | None = None) -> None:
        self._for_reading = for_reading
        self._address_of = address_of
        self._citations: Citations[int] = Citations()
        self._treatments: dict[UUID, dict[str, Any] | None] = {}
        self._reference_ids: dict[str, int] = {}

    def html(self, source: Any) -> str:
        """Return rich text as clean HTML: links resolved, citations as ``<a class="cite" …></a>`` marks."""
        return self._clean(source, self._citations.mark)

    def aside(self, source: Any) -> str:
        """Return a line of rich text that stands apart from the page, as an explanation does: see ``mark_aside``."""
        return _inline(self._clean(source, self._citations.mark_aside))

    def cite(self, reference_id: int) -> str:
        """Return the mark of a citation that no rich text holds."""
        return self._citations.mark(reference_id)

    def treatments(self, keys: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
        """Return what readers get of treatments now, by translation key; those of which they get nothing are left out.

        Each is looked up once a page, however many of its parts print it.
        """
        if unknown := set(keys) - self._treatments.keys():
            found = current_treatments(unknown)
            self._treatments |= {key: found.get(key) for key in unknown}
            cited = {key for content in found.values() for key in source_keys(content).values()}
            self._reference_ids |= dict(Reference.objects.filter(key__in=cited).values_list("key", "pk"))
        return {key: content for key in keys if (content := self._treatments[key]) is not None}

    def adopt(self, html: str, content: Mapping[str, Any]) -> str:
        """Return a text of another edition, of ``treatments()``, cited in this page's own sequence.

        Raises ValidationError if a source of it has been deleted.
        """
        try:
            return cited_anew(html, source_keys(content), lambda key: self._citations.mark(self._reference_ids[key]))
        except KeyError as error:
            raise ValidationError(MISSING_SOURCE) from error

    def inline(self, source: Any) -> str:
        """Return rich text without paragraphs, for a line of its own such as a takeaway."""
        return _inline(self.html(source))

    def picture(self, image: ClinicImage | None, alt: str = "", caption: Any = "") -> Picture | None:
        """Freeze a picture with its words; None stays None."""
        if image is None:
            return None
        return freeze_picture(image, alt, self.inline(caption), remembered=self._for_reading)

    def references(self) -> list[dict[str, Any]]:
        """Return the cited sources in order, each with its number and how often it is cited.

        Raises ValidationError if one has been deleted.
        """
        numbers, mentions = self._citations.numbers, self._citations.mentions
        found = Reference.objects.in_bulk(numbers)
        if len(found) < len(numbers):
            raise ValidationError(MISSING_SOURCE)
        return [{"number": number, "citations": mentions[pk], **found[pk].frozen()} for pk, number in numbers.items()]

    def _clean(self, source: Any, mark: Callable[[int], str]) -> str:
        stored = str(getattr(source, "source", source) or "")
        if self._address_of is not None:
            stored = with_addresses(stored, self._address_of)
        expanded = expand_db_html(stored)
        clean = _DEAD_LINK.sub(r"\1", _EMPTY_PARAGRAPH.sub("", _SANITIZER.clean(expanded)))
        return _CITATION.sub(lambda match: mark(int(match[1])), clean).strip()


def _inline(html: str) -> str:
    return re.sub(r"</p>\s*<p>", "<br>", html).removeprefix("<p>").removesuffix("</p>")


def plain_text(html: str) -> str:
    """Return the words of frozen HTML, a space between blocks."""
    return " ".join(strip_tags(re.sub(r"</(p|li)>|<br>", " ", html)).split())
