"""A reader's ways through an article: by keyboard, without a script, at night, on paper."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]
ARTICLE = "/articles/ketamine-vs-opioids-for-chronic-pain/"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def article(page: Page, live_server: "LiveServer") -> Page:
    """The comparison, open on a desk, for somebody who wants no motion."""
    page.set_viewport_size(DESK)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live_server.url}{ARTICLE}")
    return page


def focused_hash(page: Page) -> str:
    """Return where the link that has the focus leads within the page."""
    return str(page.evaluate("document.activeElement.hash || ''"))


def in_view(page: Page, selector: str) -> bool:
    """Say whether the top of an element is in the window."""
    return bool(
        page.locator(selector).evaluate(
            "element => { const top = element.getBoundingClientRect().top; return top >= 0 && top < innerHeight }"
        )
    )


def test_the_first_tab_shows_a_link_that_skips_to_the_text(article: Page) -> None:
    article.keyboard.press("Tab")
    skip = article.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    article.keyboard.press("Enter")
    expect(article.get_by_role("main")).to_be_focused()
    article.keyboard.press("Tab")
    assert article.evaluate("document.activeElement.closest('main') !== null")


def test_a_section_is_reached_from_the_contents_by_keyboard(article: Page) -> None:
    link = article.get_by_role("navigation", name="On this page").get_by_role("link").nth(2)
    target = str(link.get_attribute("href"))
    link.focus()
    article.keyboard.press("Enter")
    expect(article).to_have_url(re.compile(f"{re.escape(target)}$"))
    assert in_view(article, target)
    expect(link).to_have_attribute("aria-current", "location")


def test_a_citation_leads_to_its_source_and_the_source_back_to_it(article: Page) -> None:
    citation = article.locator("#cite-2-1")
    citation.focus()
    article.keyboard.press("Enter")
    assert in_view(article, "#source-2")
    while focused_hash(article) != "#cite-2-1":  # the next stops are the links of that source
        article.keyboard.press("Tab")
        assert article.evaluate("document.activeElement.closest('#source-2') !== null")
    article.keyboard.press("Enter")
    assert in_view(article, "#cite-2-1")


def test_every_stop_of_the_tab_key_can_be_seen(article: Page) -> None:
    hidden = []
    for _stop in range(60):
        article.keyboard.press("Tab")
        at = article.evaluate(
            """() => {
                const element = document.activeElement, box = element.getBoundingClientRect();
                const style = getComputedStyle(element);
                const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                const seen = box.width && box.height && box.bottom > 0 && box.top < innerHeight;
                return seen && (outlined || element === document.body) ? "" : element.outerHTML.slice(0, 120);
            }"""
        )
        hidden += [at] if at else []
    assert not hidden, "\n".join(hidden)


def test_on_a_phone_without_scripts_the_menu_opens_and_leads_on(browser: Any, live_server: "LiveServer") -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=live_server.url)
    page = context.new_page()
    page.goto(ARTICLE)
    menu = page.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()
    page.locator("summary", has_text="Menu").focus()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="Articles").click()
    expect(page).to_have_url(f"{live_server.url}/articles/")
    expect(page.locator("[data-theme-switch]")).to_be_hidden()
    context.close()


def test_a_phone_unfolds_the_contents(article: Page) -> None:
    article.set_viewport_size(PHONE)
    fold = article.locator("details", has_text="On this page")
    link = fold.get_by_role("link").first
    expect(link).to_be_hidden()
    fold.locator("summary").press("Enter")
    link.press("Enter")
    assert in_view(article, str(link.get_attribute("href")))


def test_the_chosen_theme_is_kept_on_the_next_page_against_the_devices_own(article: Page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = article.evaluate(paper)
    article.get_by_role("radio", name="Dark").check()
    dark = article.evaluate(paper)
    assert dark != light
    article.goto(article.url.replace(ARTICLE, "/"))
    assert article.evaluate(paper) == dark
    expect(article.get_by_role("radio", name="Dark")).to_be_checked()
    article.emulate_media(color_scheme="dark")
    article.get_by_role("radio", name="Light").check()
    assert article.evaluate(paper) == light
    article.get_by_role("radio", name="As on this device").check()
    assert article.evaluate(paper) == dark


def test_on_paper_there_is_the_text_with_its_review_and_full_sources_and_no_navigation(article: Page) -> None:
    article.emulate_media(media="print")
    for navigation in article.get_by_role("navigation").all():
        expect(navigation).to_be_hidden()
    for selector in ("summary", ".skip-link", "[data-theme-switch]", ".back-links"):
        for element in article.locator(selector).all():
            expect(element).to_be_hidden()
    expect(article.get_by_text("Medically reviewed by").first).to_be_visible()
    address = article.locator(".source a[href^='https://doi.org/']").first
    shown = address.evaluate("link => link.textContent + getComputedStyle(link, '::after').content")
    assert str(address.get_attribute("href")) in shown or "attr(href)" in shown


@pytest.mark.parametrize("width", [320, 375, 390, 412])
def test_no_point_after_an_explained_word_begins_a_line(page: Page, live_server: "LiveServer", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/conditions/chronic-pain/")
    parted = page.locator(".held").evaluate_all(
        """all => all.filter(held => {
            const word = [...held.querySelector(".term").getClientRects()].at(-1);
            const after = document.createRange();
            after.selectNodeContents(held.lastChild);
            return after.getBoundingClientRect().top >= word.bottom - 2;
        }).map(held => held.textContent)"""
    )
    assert page.locator(".held").count() > 3
    assert not parted
