"""What helps in a long text, and in taking something of it along; each is an addition to a page that works."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import REVISED

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]
MARKED = "[data-contents] [aria-current]"


def test_a_reader_copies_the_citation_prints_and_goes_back_to_the_top(page: Page, live_server: "LiveServer") -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(f"{live_server.url}{REVISED}")
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.get_by_role("link", name="Back to the top").last.click()
    expect(page.locator("main")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_contents_mark_the_section_that_is_read_and_never_the_way_back(
    page: Page, live_server: "LiveServer"
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}{REVISED}")
    sections = page.locator("[data-contents] li a")
    sections.nth(2).click()
    expect(page.locator(MARKED)).to_have_text(sections.nth(2).inner_text())
    page.locator("#cite").scroll_into_view_if_needed()
    expect(page.locator(MARKED)).to_have_text(sections.last.inner_text())


def test_without_javascript_no_button_is_shown_that_would_do_nothing(
    browser: Browser, live_server: "LiveServer"
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}{REVISED}")
    expect(page.get_by_role("button", name="Copy the citation")).to_have_count(0)
    expect(page.get_by_role("button", name="Print")).to_have_count(0)
    expect(page.get_by_role("link", name="Download the citation (RIS)")).to_be_visible()
    page.close()
