"""What a page's head tells machines."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from clinic.core.csp import SITE_SCRIPT, THEME_SCRIPT

register = template.Library()

# Inside a script element only these could end it or open a comment.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.filter
def absolute(address: str) -> str:
    """Return an address of this site with its scheme and host; one that has them already as it is."""
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address


@register.simple_tag
def theme_script() -> SafeString:
    """Print the script by which a page is painted in the theme that was chosen."""
    return mark_safe(THEME_SCRIPT)  # noqa: S308 -- our own file


@register.simple_tag
def site_script() -> SafeString:
    """Print the script of small helps, at the end of a page that works without them."""
    return mark_safe(SITE_SCRIPT)  # noqa: S308 -- our own file


@register.simple_tag
def structured_data(graph: dict[str, Any] | None) -> SafeString:
    """Print a JSON-LD document; nothing where there is none."""
    if not graph:
        return SafeString("")
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 -- escaped just above
