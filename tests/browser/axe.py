"""What axe finds wrong with a page."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (390, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOR_RULES = ("color-contrast", "link-in-text-block")


def violations(page: Page, *, rules: Iterable[str] = (), context: Any = None) -> list[str]:
    """Return a line for each element that breaks a rule: of all that TAGS name, or of ``rules`` alone.

    ``context`` limits the search as axe.run() has it, for example ``{"include": "main"}``.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
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


def violations_everywhere(page: Page, *, thorough: bool = False, context: Any = None) -> Iterator[str]:
    """Yield the violations of an open page at each width in each theme.

    A theme changes colors alone, so in the dark only the rules on colors are asked, unless ``thorough``.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            rules = COLOR_RULES if theme == "dark" and not thorough else ()
            yield from (f"{width} px, {theme}: {line}" for line in violations(page, rules=rules, context=context))
    page.emulate_media(color_scheme="light")
