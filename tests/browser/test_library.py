"""Readers follow sources and open explanations by keyboard; an editor makes a fact, a term and a comparison."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import ArticlePage, GlossaryTerm, TreatmentPage
from tests.browser.walking import tab_to
from tests.factories import UserFactory
from tests.library.shelf import Shelf
from tests.staff import let_in
from tests.worlds import lent

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


shelf = lent("tests.library.shelf:Shelf")  # a small library


@pytest.fixture
def article(shelf: Shelf, live_server: "LiveServer") -> str:
    """Return the address of an article with a comparison, sources and an explained term."""
    shelf.term("placebo", "Something without an active drug.")
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes.", 2)})
    shelf.article(
        ("rich_text", f"<p>Against a placebo.</p>{shelf.sourced('It acts.', 1)}"),
        shelf.comparison(ketamine, shelf.treatment("opioids")),
    )
    return f"{live_server.url}/articles/an-article/"


def test_a_source_is_reached_from_a_cell_and_the_cell_from_the_source_by_keyboard(page: Page, article: str) -> None:
    page.goto(article)
    tab_to(page, page.locator("#cite-2-1"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#source-2$"))
    expect(page.locator("#source-2")).to_be_in_viewport()
    tab_to(page, page.locator('#source-2 a[href="#cite-2-1"]'))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#cite-2-1$"))
    expect(page.locator("#cite-2-1")).to_be_in_viewport()


def test_a_term_is_explained_by_keyboard_without_javascript(browser: Browser, article: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(article)
    explanation = page.get_by_text("Something without an active drug.")
    expect(explanation).to_be_hidden()
    tab_to(page, page.locator(".term"))
    page.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # its own Close
    expect(explanation).to_be_hidden()
    context.close()


def test_on_paper_the_explanations_are_a_list(page: Page, article: str) -> None:
    page.goto(article)
    expect(page.get_by_role("heading", name="Words explained")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Words explained")).to_be_visible()
    expect(page.get_by_text("Something without an active drug.")).to_be_visible()


def test_a_comparison_keeps_to_the_width_of_a_phone(page: Page, article: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(article)
    expect(page.get_by_role("table", name="Side by side")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Onset")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_treatments_are_compared_without_javascript(browser: Browser, article: str, live_server: "LiveServer") -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/compare/")
    page.get_by_label("Ketamine").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("link", name="Choose two, three or four treatments.")).to_be_visible()
    page.get_by_label("Opioids").check()
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(f"{live_server.url}/compare/ketamine-vs-opioids/")
    expect(page.get_by_role("cell", name="Within minutes.")).to_be_visible()
    context.close()


def sign_in(page: Page, live_server: "LiveServer") -> None:
    """Let an editor in."""
    cookie = let_in(Client(), UserFactory(groups=["Editors"])).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])


def write(page: Page, field: Any, words: str) -> None:
    """Type into a rich text field, which hands its words to the form a moment later."""
    field.locator("[contenteditable=true]").click()
    page.keyboard.type(words)
    page.wait_for_timeout(500)


def test_an_editor_adds_a_term(page: Page, shelf: Shelf, live_server: "LiveServer") -> None:
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("wagtailsnippets_articles_glossaryterm:add"))
    page.locator("[name=term]").fill("placebo")
    page.locator("[name=other_forms]").fill("placebos")
    write(page, page.locator("[data-contentpath=explanation]"), "Something without an active drug.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("created")).to_be_visible()
    assert GlossaryTerm.objects.get(term="placebo").forms == ["placebo", "placebos"]


def test_an_editor_adds_a_fact_and_cites_its_source(
    page: Page, shelf: Shelf, live_server: "LiveServer", page_complaints: list[str]
) -> None:
    treatment = shelf.treatment("ketamine")
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/pages/{treatment.pk}/edit/#tab-facts")
    page.get_by_role("button", name="Add fact").click()
    page.get_by_label("Aspect").select_option("Serious risks")
    field = page.locator("#panel-child-facts-facts-section [data-contentpath=text]")
    write(page, field, "It can slow breathing.")
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Cite a source").first.click()
    window = page.locator(".modal-dialog")
    window.get_by_role("link", name=re.compile(shelf.sources[-1].title)).click()
    expect(window).to_be_hidden()
    page.wait_for_timeout(500)
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    page_complaints.clear()  # the half-filled row was refused by the editor's own autosave
    (fact,) = TreatmentPage.objects.get(pk=treatment.pk).get_latest_revision_as_object().facts.all()
    assert fact.aspect == shelf.aspects["risks"]
    assert re.search(rf'It can slow breathing\.<a linktype="reference" id="{shelf.sources[-1].pk}">', fact.text)


def test_an_editor_puts_a_comparison_into_an_article(page: Page, shelf: Shelf, live_server: "LiveServer") -> None:
    shelf.treatment("ketamine")
    shelf.treatment("opioids")
    article = shelf.article()
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/pages/{article.pk}/edit/")
    body = page.locator("[data-contentpath=body]")
    body.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Comparison").click()
    body.get_by_label("Caption").last.fill("Side by side")
    for name in ("Ketamine", "Opioids"):
        body.get_by_role("button", name=re.compile("^Choose a page")).first.click()
        window = page.locator(".modal-dialog")
        window.get_by_role("link", name=name).first.click()
        expect(window).to_be_hidden()
    body.get_by_label("Onset").check()
    page.wait_for_timeout(500)
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    value = draft.body[-1].value
    assert [chosen.title for chosen in value["treatments"]] == ["Ketamine", "Opioids"]
    assert list(value["aspects"]) == ["onset"]
