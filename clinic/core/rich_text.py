"""Links to pages inside rich text, resolved without a query for each."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

_PAGE_LINK = re.compile(r'<a\b(?=[^>]*\slinktype="page")[^>]*\sid="(\d+)"[^>]*>')


def linked_page_ids(values: Iterable[Any]) -> set[int]:
    """Return the ids of all pages that rich texts link to; ``values`` may nest them, as raw StreamField data does."""
    ids: set[int] = set()
    for value in values:
        if isinstance(value, str):
            ids |= {int(page_id) for page_id in _PAGE_LINK.findall(value)}
        elif isinstance(value, dict):
            ids |= linked_page_ids(value.values())
        elif isinstance(value, Iterable):
            ids |= linked_page_ids(value)
    return ids


def with_addresses(html: str, address_of: Callable[[int], str]) -> str:
    """Return stored rich text with the addresses of pages filled in; a link to a page that is gone loses its own."""

    def link(match: re.Match[str]) -> str:
        address = address_of(int(match[1]))
        return f'<a href="{address}">' if address else "<a>"

    return _PAGE_LINK.sub(link, html)


def printed(html: str, address_of: Callable[[int], str]) -> SafeString:
    """Return stored rich text as HTML to print, without a query for its links to pages."""
    # Wagtail cleaned it when it was saved; what is left to expand are documents and citations.
    return mark_safe(expand_db_html(with_addresses(html, address_of)))  # noqa: S308 -- see above
