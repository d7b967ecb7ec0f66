"""Take the pictures of each template that docs/screenshots.md shows: `make screenshots`.

Each is taken in both themes, on a desk (1280 pixels) and on a phone (390 pixels), from the top of the page, and kept
small: WebP, at the width it is shown at.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product
from typing import NamedTuple
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from clinic.settings.environment import ROOT
from tests.bench.serving import running_site
from tests.browser.axe import THEMES
from tests.browser.conftest import ARGUMENTS, find_chromium
from tests.browser.walking import answer, follow, press
from tests.consultations.answers import PERSON

IMAGES = ROOT / "docs" / "images"
TOO_FAST = 3200  # milliseconds; who sends a form sooner is taken for a program
FORM = "/consultation/request/"


class Shot(NamedTuple):
    """A picture: of an address, after something was done there; it begins at the top, or at an element."""

    path: str
    begins_at: str = ""
    after: Callable[[Page], None] | None = None


def _fill(page: Page) -> None:
    answer(page, "consultation")
    page.wait_for_timeout(TOO_FAST)
    press(page, "check")


def _send(page: Page) -> None:
    _fill(page)
    press(page, "send")


def _change(page: Page) -> None:
    _send(page)
    reference = page.locator(".intake-reference").inner_text()
    page.goto(urljoin(page.url, "/requests/change/"))
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Phone number or e-mail address").fill(PERSON["phone"])
    follow(page, page.get_by_role("button", name="Find my request"))


def _say_emergency(page: Page) -> None:
    page.locator("[name=emergency][value=yes]").check()
    press(page, "check")


def _report(page: Page) -> None:
    page.get_by_label("What is wrong").fill("The row on relief is hard to follow.")
    page.wait_for_timeout(TOO_FAST)
    follow(page, page.get_by_role("button", name="Send the report"))


PAGES = {
    "home": Shot("/"),
    "articles": Shot("/articles/"),
    "article": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/"),
    "article-table": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/", begins_at=".table-frame"),
    "article-sources": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/", begins_at="#sources"),
    "article-end": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/", begins_at="#how-reviewed"),
    "lapsed": Shot("/articles/ketamine-myths/"),
    "record": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/record/"),
    "earlier-edition": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/edition-1/"),
    "treatments": Shot("/treatments/"),
    "treatment": Shot("/treatments/ketamine/"),
    "compare": Shot("/compare/"),
    "comparison": Shot("/compare/ketamine-vs-opioids/"),
    "search": Shot("/search/?q=ketamine+onset"),
    "service": Shot("/services/ketamine-infusions-for-chronic-pain/"),
    "conditions": Shot("/conditions/"),
    "locations": Shot("/locations/"),
    "location": Shot("/locations/seattle/"),
    "team": Shot("/team/"),
    "person": Shot("/team/marta-sample-reyes/"),
    "questions": Shot("/questions/"),
    "contact": Shot("/contact/"),
    "form": Shot(FORM),
    "form-errors": Shot(FORM, after=lambda page: press(page, "check")),
    "form-check": Shot(FORM, after=_fill),
    "form-sent": Shot(FORM, after=_send),
    "emergency": Shot(FORM, after=_say_emergency),
    "find-request": Shot("/requests/change/"),
    "change-request": Shot(FORM, after=_change),
    "report": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/report/"),
    "reported": Shot("/articles/ketamine-vs-opioids-for-chronic-pain/report/", after=_report),
    "policy": Shot("/editorial-policy/"),
    "accessibility": Shot("/accessibility/"),
    "not-found": Shot("/nothing-is-here/"),
    "sign-in": Shot("/account/login/"),
}
WINDOWS = {"desk": (1280, 860), "phone": (390, 860)}
SHOWN_WIDTH = {"desk": 880, "phone": 390}
QUALITY = 45


def main() -> None:
    """Write the pictures anew. Raises RuntimeError if a page does not answer as it should."""
    chromium = find_chromium()
    assert chromium, "No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path."
    IMAGES.mkdir(exist_ok=True)
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, "--no-sandbox"])
        for name, picture in _pictures(browser, site):
            (IMAGES / name).write_bytes(picture)
        browser.close()


def _pictures(browser: Browser, site: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each picture."""
    for (window, (width, height)), theme in product(WINDOWS.items(), THEMES):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
        )
        page = context.new_page()
        for name, (path, begins_at, after) in PAGES.items():
            answer = page.goto(f"{site}{path}")
            if answer is None or answer.status != (404 if name == "not-found" else 200):
                raise RuntimeError(f"{path} answers {answer and answer.status}.")
            if after:
                after(page)
            if begins_at:
                page.locator(begins_at).first.evaluate("element => element.scrollIntoView({block: 'start'})")
            page.wait_for_timeout(600)  # for the pictures that come late, or into view
            yield f"{name}-{window}-{theme}.webp", _small(page.screenshot(), SHOWN_WIDTH[window])
        context.close()


def _small(png: bytes, width: int) -> bytes:
    with Image.open(BytesIO(png)) as picture:
        shown = picture.convert("RGB").resize((width, round(picture.height * width / picture.width)))
    written = BytesIO()
    shown.save(written, "WEBP", quality=QUALITY, method=6)
    return written.getvalue()


if __name__ == "__main__":
    main()
