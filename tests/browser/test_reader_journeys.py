"""Whole journeys of a reader, by keyboard alone and as assistive technology is told of the page."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import html5lib
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walking import tab_to

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]
ARTICLE = "/articles/ketamine-vs-opioids-for-chronic-pain/"
COMPARISON = "/compare/ketamine-vs-opioids/"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def desk(page: Page) -> Page:
    """A browser on a desk, of somebody who wants no motion."""
    page.set_viewport_size(DESK)
    page.emulate_media(reduced_motion="reduce")
    return page


def test_by_keyboard_two_treatments_are_compared_and_a_cell_leads_to_its_source_and_back(
    desk: Page, live_server: "LiveServer"
) -> None:
    desk.goto(f"{live_server.url}/treatments/")
    tab_to(desk, desk.get_by_role("link", name="Compare treatments"))
    desk.keyboard.press("Enter")
    for name in ("Ketamine", "Opioids"):
        tab_to(desk, desk.get_by_role("checkbox", name=name, exact=True))
        desk.keyboard.press("Space")
    desk.keyboard.press("Enter")  # in a form, that is the button
    expect(desk).to_have_url(f"{live_server.url}{COMPARISON}")
    tab_to(desk, desk.get_by_role("region", name="Ketamine and Opioids compared"))
    assert desk.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    citation = desk.get_by_role("table").get_by_role("link", name=re.compile("^Source ")).first
    tab_to(desk, citation)
    source = str(citation.get_attribute("href"))
    desk.keyboard.press("Enter")
    expect(desk.locator(source)).to_be_in_viewport()
    back = desk.locator(source).locator(f"a[href='#{citation.get_attribute('id')}']")
    tab_to(desk, back)
    desk.keyboard.press("Enter")
    expect(citation).to_be_in_viewport()


def test_by_keyboard_a_search_leads_to_an_article_and_the_article_to_the_clinic(
    desk: Page, live_server: "LiveServer"
) -> None:
    desk.goto(live_server.url)
    tab_to(desk, desk.get_by_role("link", name="Search", exact=True))
    desk.keyboard.press("Enter")
    tab_to(desk, desk.get_by_label("Search this site"))
    desk.keyboard.type("ketamine opioids chronic pain")
    desk.keyboard.press("Enter")
    found = desk.get_by_role("link", name="Ketamine vs. opioids for chronic pain")
    tab_to(desk, found)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ketamine vs. opioids for chronic pain")
    # From the links of the last source on, as from the end of the reading.
    desk.locator(".source-links a").last.focus()
    end = desk.locator("main .end")
    consultation = end.get_by_role("link", name="Request a consultation")
    phone = end.get_by_role("link", name=re.compile(r"^\(206\) 555-01\d\d$"))
    tab_to(desk, consultation)
    tab_to(desk, phone)
    assert re.fullmatch(r"tel:\+?\d{10,11}", str(phone.get_attribute("href")))
    consultation.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("consultation")


def test_assistive_technology_is_told_of_landmarks_headings_and_who_reviewed(
    page: Page, live_server: "LiveServer"
) -> None:
    page.goto(f"{live_server.url}{ARTICLE}")
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]  # each is one of its roles
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    told = page.get_by_role("article").first.aria_snapshot()
    assert re.search(r"term: Medically reviewed by\n\s+- definition:\n\s+- link \"Marta Sample-Reyes, MD\"", told), told
    citation = page.locator("#cite-1-1")
    expect(citation).to_have_accessible_name("Source 1")
    page.get_by_role("button", name="NMDA receptor").press("Enter")
    expect(page.get_by_role("button", name="Close")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="NMDA receptor")).to_be_focused()


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_the_comparison_is_one_table_to_a_screen_reader_on_phone_and_desk(
    page: Page, live_server: "LiveServer", window: dict[str, int]
) -> None:
    page.set_viewport_size(window)  # type: ignore[arg-type]  # that is what a viewport is
    page.goto(f"{live_server.url}{COMPARISON}")
    table = page.get_by_role("table", name="Ketamine and Opioids compared")
    expect(table.get_by_role("columnheader")).to_have_text(["Aspect", "Ketamine", "Opioids"])
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="How it works"))
    expect(row.get_by_role("cell")).to_have_count(2)
    # On the phone the name of the treatment is printed in each cell, and read once, as the column's.
    expect(row.locator(".cell-label").first).to_have_attribute("aria-hidden", "true")
    expect(row.locator(".cell-label").first).to_be_visible(visible=window == PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]


def test_the_head_of_a_comparison_stays_in_sight_and_hides_nothing_that_has_the_focus(
    desk: Page, live_server: "LiveServer"
) -> None:
    desk.goto(f"{live_server.url}{COMPARISON}")
    head = desk.get_by_role("columnheader", name="Opioids")
    links = desk.get_by_role("table").get_by_role("link")
    links.last.focus()
    links.last.evaluate("link => link.scrollIntoView({block: 'start'})")
    for _stop in range(links.count() - 1):
        desk.keyboard.press("Shift+Tab")
        focused = desk.evaluate("document.activeElement.getBoundingClientRect().top")
        bottom = head.evaluate("cell => cell.getBoundingClientRect().bottom")
        assert bottom > 0, "The head has scrolled away."
        assert focused >= bottom - 1, desk.evaluate("document.activeElement.outerHTML")


def test_a_comparison_with_more_columns_than_fit_scrolls_by_keyboard_beside_its_first_column(
    page: Page, live_server: "LiveServer"
) -> None:
    page.set_viewport_size({"width": 660, "height": 900})
    page.goto(f"{live_server.url}/compare/esketamine-vs-ketamine-vs-opioids/")
    # A fourth treatment, as wide as the others.
    page.get_by_role("row").evaluate_all(
        "rows => rows.forEach(row => row.append(row.lastElementChild.cloneNode(true)))"
    )
    region = page.get_by_role("region", name=re.compile("compared$"))
    region.focus()
    first = page.get_by_role("rowheader").first
    before = first.bounding_box()
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)
    after = first.bounding_box()
    assert before
    assert after
    assert before["x"] == after["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 660


def test_a_comparison_copied_into_a_document_is_a_table_there(
    desk: Page, context: BrowserContext, live_server: "LiveServer"
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    desk.goto(f"{live_server.url}{COMPARISON}")
    desk.get_by_role("table").evaluate("table => getSelection().selectAllChildren(table.parentElement)")
    desk.keyboard.press("ControlOrMeta+C")
    copied = desk.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return await (await item.getType("text/html")).text();
        }"""
    )
    pasted = html5lib.parse(copied, namespaceHTMLElements=False)
    rows = [
        [f"{cell.tag.upper()} {' '.join(''.join(cell.itertext()).split())}" for cell in row]
        for row in pasted.iter("tr")
    ]
    assert rows[0] == ["TH Aspect", "TH Ketamine", "TH Opioids"]
    assert {len(row) for row in rows} == {3}
    works = next(row for row in rows if row[0] == "TH How it works")
    assert works[1].startswith("TD It mainly blocks NMDA receptors.")  # without the name that only phones show
