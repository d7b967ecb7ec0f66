"""What axe finds wrong with a page."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (390, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PROVED_WIDTHS = (320, *WIDTHS, 768)  # where every theme is looked at, in make prove
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page, *, context: Any = None, tags: Sequence[str] = TAGS) -> list[str]:
    """Return a line for each element that breaks a rule of those that ``tags`` name.

    ``context`` limits the search as axe.run() has it, for example ``{"include": "main"}``.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "tag", "values": list(tags)}
    found = page.evaluate(
        """async ([context, only]) =>
            (await axe.run(context || document, {runOnly: only, resultTypes: ['violations']})).violations""",
        [context, only],
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def violations_everywhere(
    page: Page, *, thorough: bool = False, turn: int | None = None, context: Any = None
) -> Iterator[str]:
    """Yield the violations of an open page at each width in each theme.

    Unless ``thorough``, each width and each theme is looked at once: the phone in the light, the desk in the dark.
    Where many pages take turns, the ``turn`` of each says which of the two.
    """
    looks = list(product(PROVED_WIDTHS, THEMES)) if thorough else list(zip(WIDTHS, THEMES, strict=True))
    if turn is not None and not thorough:
        looks = [looks[turn % len(looks)]]
    for width, theme in looks:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=theme)
        yield from (f"{width} px, {theme}: {line}" for line in violations(page, context=context))
    page.emulate_media(color_scheme="light")
