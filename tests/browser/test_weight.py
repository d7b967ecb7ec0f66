"""What an article costs a reader who comes for the first time, on a phone.

Counted is what `make run` sends for each file that the browser asks for: pages as the site compresses them, styles and
scripts with brotli, as WhiteNoise does when it collects them, pictures and fonts as they are. Headers are not counted.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import brotli
import pytest
from playwright.sync_api import Page, Response, expect

from clinic.core.pictures import WIDTHS

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]
ARTICLE = "/articles/ketamine-vs-opioids-for-chronic-pain/"
# Kilobytes of 1,000 bytes: the stricter reading.
MOST_TEXT, MOST_SCRIPT, MOST_FONTS, MOST_IN_ALL = 28_000, 5_000, 45_000, 84_000


def test_an_article_read_to_its_end_on_a_phone_stays_within_its_weight(browser: Any, live_server: "LiveServer") -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    weights: Counter[str] = Counter()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{live_server.url}{ARTICLE}", wait_until="networkidle")
    for picture in page.locator("img").all():  # those further down load when they come near
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
    page.wait_for_load_state("networkidle")
    for answer in answers:
        weights[answer.request.resource_type] += _weight(answer)
    context.close()
    texts = weights["document"] + weights["stylesheet"] + weights["script"]
    assert weights["image"]
    assert weights["font"]
    assert texts < MOST_TEXT, weights
    assert weights["script"] < MOST_SCRIPT, weights
    assert weights["font"] < MOST_FONTS, weights
    assert weights.total() < MOST_IN_ALL, weights


@pytest.mark.parametrize(("width", "density"), [(390, 2), (1280, 1)], ids=["phone", "desk"])
def test_each_picture_is_the_smallest_file_that_fills_its_place_and_keeps_it_free_before_it_comes(
    browser: Any, live_server: "LiveServer", width: int, density: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, device_scale_factor=density)
    page = context.new_page()
    page.goto(f"{live_server.url}{ARTICLE}")
    pictures = page.locator("main img").all()
    wrong = []
    for picture in pictures:
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        address, needed, place = picture.evaluate(
            """image => [image.currentSrc, image.getBoundingClientRect().width * devicePixelRatio,
                         [image.getAttribute("width"), image.getAttribute("height")]]"""
        )
        name = re.search(r"/(\d+)\.avif$", address)
        fitting = next((str(kept) for kept in WIDTHS if kept >= needed), str(WIDTHS[-1]))
        if not name or name[1] != fitting or not all(place):
            wrong.append(f"{address} for {needed} pixels")
    loading = [picture.get_attribute("loading") or picture.get_attribute("fetchpriority") for picture in pictures]
    context.close()
    assert not wrong, "\n".join(wrong)
    assert loading.count("high") == 1
    assert set(loading) == {"high", "lazy"}


def test_the_first_screen_asks_for_letters_and_its_picture_before_it_is_painted_and_for_small_pictures_after(
    page: Page, live_server: "LiveServer"
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}{ARTICLE}")
    for portrait in page.locator(".trust .portrait img").all():
        expect(portrait).to_have_js_property("complete", True)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    asked = page.evaluate("performance.getEntriesByType('resource').map(entry => [entry.name, entry.startTime])")
    early = {name.rpartition(".")[2] for name, begin in asked if begin < painted}
    late = [name for name, begin in asked if begin > painted]
    assert early == {"css", "woff2", "avif"}
    assert sum("/media/" in name for name, begin in asked if begin < painted) == 1
    assert sum(name.endswith("/96.avif") for name in late) == 4  # the clinic's mark and three portraits


def _weight(answer: Response) -> int:
    """Return the bytes of an answer's body as `make run` sends it."""
    if answer.request.resource_type in ("stylesheet", "script"):
        return len(brotli.compress(answer.body()))
    return answer.request.sizes()["responseBodySize"]
