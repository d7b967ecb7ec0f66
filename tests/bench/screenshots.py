"""Take the pictures of each template that docs/screenshots.md shows: `make screenshots`.

Each is taken in both themes, on a desk (1280 pixels) and on a phone (390 pixels), from the top of the page, and kept
small: WebP, at the width it is shown at.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import product

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from clinic.settings.environment import ROOT
from tests.bench.serving import running_site
from tests.browser.axe import THEMES
from tests.browser.conftest import ARGUMENTS, find_chromium

IMAGES = ROOT / "docs" / "images"
# Name of the file, address, and how far down the page the picture begins: at the top, or at an element.
PAGES = {
    "home": ("/", ""),
    "articles": ("/articles/", ""),
    "article": ("/articles/ketamine-vs-opioids-for-chronic-pain/", ""),
    "article-table": ("/articles/ketamine-vs-opioids-for-chronic-pain/", ".table-frame"),
    "article-sources": ("/articles/ketamine-vs-opioids-for-chronic-pain/", "#sources"),
    "article-end": ("/articles/ketamine-vs-opioids-for-chronic-pain/", "#how-reviewed"),
    "lapsed": ("/articles/ketamine-myths/", ""),
    "record": ("/articles/ketamine-vs-opioids-for-chronic-pain/record/", ""),
    "earlier-edition": ("/articles/ketamine-vs-opioids-for-chronic-pain/edition-1/", ""),
    "treatments": ("/treatments/", ""),
    "treatment": ("/treatments/ketamine/", ""),
    "compare": ("/compare/", ""),
    "comparison": ("/compare/ketamine-vs-opioids/", ""),
    "search": ("/search/?q=ketamine+onset", ""),
    "service": ("/services/ketamine-infusions-for-chronic-pain/", ""),
    "conditions": ("/conditions/", ""),
    "locations": ("/locations/", ""),
    "location": ("/locations/seattle/", ""),
    "team": ("/team/", ""),
    "person": ("/team/marta-sample-reyes/", ""),
    "questions": ("/questions/", ""),
    "contact": ("/contact/", ""),
    "form": ("/consultation/request/", ""),
    "policy": ("/editorial-policy/", ""),
    "accessibility": ("/accessibility/", ""),
    "not-found": ("/nothing-is-here/", ""),
    "sign-in": ("/account/login/", ""),
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
        for name, (path, begins_at) in PAGES.items():
            answer = page.goto(f"{site}{path}")
            if answer is None or answer.status != (404 if name == "not-found" else 200):
                raise RuntimeError(f"{path} answers {answer and answer.status}.")
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
