"""Taking the pictures, small. Imported once Django is set up."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from clinic.accounts.models import User
from tests.bench.pictures.account import ACCOUNT
from tests.bench.pictures.readers import READERS
from tests.bench.pictures.shots import IMAGES, LOOKS, WINDOWS, Chapter, Shot
from tests.bench.pictures.staff import STAFF
from tests.bench.pictures.troubles import TROUBLES
from tests.browser.conftest import ARGUMENTS, find_chromium
from tests.browser.desk import Desk

CHAPTERS = (READERS, STAFF, ACCOUNT, TROUBLES)  # in this order: the last takes texts back
SHOWN_WIDTH = {"desk": 880, "phone": 390}  # pixels
QUALITY = 45
SETTLED = 600  # milliseconds until what comes late, or into view, is there


def take_all(site: str, named: set[str]) -> None:
    """Write the pictures, all or those that are named, and the pages that show them.

    Raises ValueError for a name that no picture has, and RuntimeError if an address does not answer as it should.
    """
    if unknown := named - {shot.name for chapter in CHAPTERS for shot in chapter.shots}:
        raise ValueError(f"No picture is called {', '.join(sorted(unknown))}.")
    chromium = find_chromium()
    assert chromium, "No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path."
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, "--no-sandbox"])
        for chapter in CHAPTERS:
            for name, picture in _pictures(browser, site, chapter, named):
                (IMAGES / name).write_bytes(picture)
            chapter.path.write_text(chapter.written())
        browser.close()
    for stale in {path.name for path in IMAGES.iterdir()} - {name for each in CHAPTERS for name in each.files()}:
        (IMAGES / stale).unlink()


def _pictures(browser: Browser, site: str, chapter: Chapter, named: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each picture."""
    if chapter.before:
        chapter.before()
    for window, theme in LOOKS:
        width, height = WINDOWS[window]
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
        )
        desk = Desk(context.new_page(), site)
        for shot in chapter.shots:
            if not named or shot.name in named:
                yield shot.files()[window, theme], _small(_take(desk, shot), SHOWN_WIDTH[window])
        context.close()


def _take(desk: Desk, shot: Shot) -> bytes:
    page = desk.page
    if shot.who:
        desk.sit_down(User.objects.filter(groups__name=shot.who).order_by("pk")[0])
    elif shot.who is not None:
        page.context.clear_cookies()
    path = shot.path() if callable(shot.path) else shot.path
    with shot.while_():
        answer = page.goto(f"{desk.url}{path}")
        if answer is None or answer.status != shot.status:
            raise RuntimeError(f"{shot.name}: {path[:80]} answers {answer and answer.status}.")
        if shot.who is None and not page.url.endswith(path):
            raise RuntimeError(f"{shot.name} goes on from the pictures before it: name the one that signs in, too.")
        if shot.after:
            shot.after(desk)
        if shot.begins_at:
            page.locator(shot.begins_at).first.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(SETTLED)
    return page.screenshot()


def _small(png: bytes, width: int) -> bytes:
    with Image.open(BytesIO(png)) as picture:
        shown = picture.convert("RGB").resize((width, round(picture.height * width / picture.width)))
    written = BytesIO()
    shown.save(written, "WEBP", quality=QUALITY, method=6)
    return written.getvalue()
