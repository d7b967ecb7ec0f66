"""Printing every component in every state on one page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.utils.safestring import mark_safe

from clinic.core.models import ClinicImage
from clinic.core.pictures import Picture, freeze_picture
from clinic.gallery import components, reading

# Ids and what refers to them, so that a component can stand on the page many times.
_REFERRING = re.compile(r'\b(id|for|name|popovertarget|aria-labelledby|aria-describedby)="([^"{]+)"')
_ANCHOR = re.compile(r'href="#([^"]+)"')
_COMMENT = re.compile(r"{#(.*?)#}|{% comment %}(.*?){% endcomment %}", re.DOTALL)
# What some stand in on a page, and those that belong into a page's head, of which the source is shown.
PROSE, END = ('<div class="prose">', "</div>"), ('<div class="end">', "</div>")
AROUND = {
    "components/byline.html": ("<dl><div><dt>Written by</dt>", "</div></dl>"),
    "components/blocks.html": PROSE,
    "components/comparison.html": PROSE,
    **{f"components/{name}.html": END for name in ("about_edition", "cite", "corrections", "sources")},
}
OF_THE_HEAD = {"components/social.html"}


@dataclass(frozen=True)
class Shown:
    """A component in one state: its HTML, or (``source``) the text of it."""

    state: str
    html: str = ""
    source: str = ""


@dataclass(frozen=True)
class Component:
    """A template with the comment that it begins with."""

    name: str
    anchor: str
    about: str
    states: list[Shown]


def gallery(request: HttpRequest) -> HttpResponse:
    """Show them all, with the first picture of the library in the place of any."""
    image = ClinicImage.objects.exclude(description="").order_by("pk").first()
    picture = freeze_picture(image, remembered=True) if image else None
    shown = list(_components(request, picture))
    return render(request, "gallery/gallery.html", {"components": shown})


def states(picture: Picture | None) -> dict[str, dict[str, dict[str, Any]]]:
    """Return by template, then by state, what it is printed with."""
    found = components.around(picture) | components.listed(picture) | reading.texts(picture)
    return {
        **{f"components/{name}": states for name, states in found.items()},
        **{f"blocks/{name}": states for name, states in reading.blocks(picture).items()},
    }


def _components(request: HttpRequest, picture: Picture | None) -> Iterator[Component]:
    for name, by_state in sorted(states(picture).items()):
        anchor = name.removesuffix(".html").replace("/", "-")
        shown = [
            _shown(request, name, state, context, f"{anchor}-{number}")
            for number, (state, context) in enumerate(by_state.items(), start=1)
        ]
        yield Component(name, anchor, _about(name), shown)


def _shown(request: HttpRequest, name: str, state: str, context: dict[str, Any], suffix: str) -> Shown:
    printed = render_to_string(name, context, request)
    if name in OF_THE_HEAD:
        return Shown(state, source="\n".join(line.strip() for line in printed.splitlines() if line.strip()))
    before, after = AROUND.get(name, PROSE if name.startswith("blocks/") else ("", ""))
    return Shown(state, html=mark_safe(f"{before}{_apart(printed, suffix)}{after}"))  # noqa: S308 -- from a template


def _apart(printed: str, suffix: str) -> str:
    """Return HTML with ids of its own, that takes no focus as the page opens."""

    def with_suffix(match: re.Match[str]) -> str:
        names = " ".join(f"{name}--{suffix}" for name in match[2].split())
        return f'{match[1]}="{names}"'

    printed = _REFERRING.sub(with_suffix, re.sub(r"\s+autofocus\b", "", printed))
    return _ANCHOR.sub(lambda match: f'href="#{match[1]}--{suffix}"', printed)


def _about(name: str) -> str:
    """Return the comment that a template begins with: what it is, and its parameters."""
    text = Path(str(get_template(name).origin)).read_text(encoding="utf-8")  # type: ignore[attr-defined]  # Django's own templates know where they are from
    found = _COMMENT.search(text)
    return " ".join((found[1] or found[2]).split()) if found else ""
