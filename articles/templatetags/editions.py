"""Printing frozen text."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.editions.citations import MARK
from articles.editions.glossary import TERM_MARK

register = template.Library()

# A term with the marks that belong to it, which must not come to stand on another line than the term.
_TERM = re.compile(rf"([(\[“]?){TERM_MARK.pattern}([)\],.;:!?”]*)", re.DOTALL)


@register.filter
def cited(html: str) -> SafeString:
    """Print frozen HTML: citations as numbered links to the sources, terms as buttons that open their explanation.

    Frozen HTML was sanitized when its edition was made, and the digest vouches for it since.
    """
    return mark_safe(_TERM.sub(_term, MARK.sub(_link, html)))  # noqa: S308 -- see above


@register.filter
def beside(cells: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Return each cell of a row together with its column."""
    return list(zip(cells, columns, strict=True))


@register.filter
def iso_date(text: str) -> datetime.date | None:
    """Return the day that a frozen date names."""
    return parse_date(text)


def _link(match: re.Match[str]) -> str:
    number, nth = match.groups()
    return format_html(
        '<sup class="cite"><a href="#source-{0}"{1} aria-label="{2}">{0}</a></sup>',
        number,
        format_html(' id="cite-{}-{}"', number, nth) if nth else "",
        _("Source %(number)s") % {"number": number},
    )


def _term(match: re.Match[str]) -> str:
    """Return the words as the native button of a popover. The words themselves are frozen HTML, escaped already."""
    before, number, words, after = match.groups()
    button = format_html('<button type="button" class="term" id="term-use-{0}" popovertarget="term-{0}">', number)
    term = f"<dfn>{button}{words}</button></dfn>"
    return f'<span class="held">{before}{term}{after}</span>' if before or after else term
