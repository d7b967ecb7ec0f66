"""An author cites a source while writing, in a real browser."""

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from articles.library.models import Reference
from tests.factories import ReferenceFactory, UserFactory
from tests.library.articles import cite, draft_article
from tests.staff import let_in

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from articles.models import ArticlePage
    from clinic.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
LABEL = "[Cohen 2018]"


@pytest.fixture
def author() -> "User":
    return UserFactory(groups=["Authors"])


def open_editor(page: Page, live_server: "LiveServer", author: "User", article: "ArticlePage") -> Locator:
    """Open an article for editing and return the field of its standfirst."""
    cookie = let_in(Client(), author).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/pages/{article.pk}/edit/")
    return page.locator("[data-contentpath=standfirst]")


def words(field: Locator) -> Locator:
    """Return the words of a rich text field, to type into and to read."""
    return field.locator("[contenteditable=true]")


def choose(page: Page, query: str, name: str) -> None:
    """Search in the chooser's window and take a source."""
    window = page.locator(".modal-dialog")
    window.get_by_label("Search", exact=True).fill(query)
    expect(window.get_by_role("alert")).to_contain_text("1 match")
    window.get_by_role("link", name=re.compile(name)).click()
    expect(window).to_be_hidden()


def press_cite(page: Page, field: Locator) -> None:
    """Select the words and press the button that appears above them."""
    words(field).press("Control+a")
    page.get_by_role("button", name="Cite a source").first.click()


def save_and_reopen(page: Page, article: "ArticlePage", expected: str) -> None:
    """Save the draft, which opens it again, and see that its standfirst was stored as expected."""
    page.wait_for_timeout(500)  # the editor hands its words to the form a moment after they are typed
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Save draft").first.click()
    expect(page.get_by_text("has been updated")).to_be_visible()
    article.refresh_from_db()
    stored = article.get_latest_revision_as_object().standfirst
    assert re.sub(r' data-block-key="\w+"', "", stored) == expected


def test_a_citation_is_chosen_kept_changed_for_another_and_removed_without_leaving_its_words(
    page: Page, live_server: "LiveServer", author: "User"
) -> None:
    reference = ReferenceFactory(authors="Cohen SP, Bhatia A", year=2018, title="Chronic pain")
    second = ReferenceFactory(authors="Other AB", year=2019, title="Something else")
    article = draft_article(owner=author, standfirst="<p>Ketamine may help.</p>")
    field = open_editor(page, live_server, author, article)
    press_cite(page, field)
    choose(page, "cohen 2018", "Chronic pain")
    expect(words(field)).to_have_text(f"Ketamine may help.{LABEL}")
    save_and_reopen(page, article, f"<p>Ketamine may help.{cite(reference)}</p>")
    expect(words(field)).to_have_text(f"Ketamine may help.{LABEL}")
    words(field).get_by_role("button", name=LABEL).click()
    page.get_by_role("button", name="Edit", exact=True).click()
    choose(page, "other", "Something else")
    expect(words(field)).to_have_text("Ketamine may help.[Other 2019]")
    words(field).press("End")
    words(field).press_sequentially(" So far.")
    save_and_reopen(page, article, f"<p>Ketamine may help.{cite(second)} So far.</p>")
    words(field).get_by_role("button", name="[Other 2019]").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(words(field)).to_have_text("Ketamine may help. So far.")
    save_and_reopen(page, article, "<p>Ketamine may help. So far.</p>")


def test_a_citation_is_undone_redone_copied_and_taken_away_in_one_piece(
    page: Page, live_server: "LiveServer", author: "User"
) -> None:
    reference = ReferenceFactory(authors="Cohen SP", year=2018, title="Chronic pain")
    article = draft_article(owner=author, standfirst="<p>It helps.</p>")
    field = open_editor(page, live_server, author, article)
    press_cite(page, field)
    choose(page, "cohen", "Chronic pain")
    for key, text in (("Control+z", "It helps."), ("Control+Shift+z", f"It helps.{LABEL}")):
        words(field).press(key)
        expect(words(field)).to_have_text(text)
    words(field).press("Control+a")
    words(field).press("Control+c")
    words(field).press("End")
    words(field).press("Control+v")
    expect(words(field)).to_have_text(f"It helps.{LABEL}It helps.{LABEL}")
    words(field).press("Backspace")
    expect(words(field)).to_have_text(f"It helps.{LABEL}It helps.")
    save_and_reopen(page, article, f"<p>It helps.{cite(reference)}It helps.</p>")


def test_a_source_that_is_not_here_yet_is_added_where_it_is_cited(
    page: Page, live_server: "LiveServer", author: "User"
) -> None:
    article = draft_article(owner=author, standfirst="<p>It helps.</p>")
    field = open_editor(page, live_server, author, article)
    press_cite(page, field)
    page.get_by_role("tab", name="Add new").click()
    window = page.locator(".modal-dialog")
    window.get_by_label("Authors").fill("Cohen SP, Bhatia A")
    window.get_by_label("Title").fill("Chronic pain")
    window.get_by_label("Kind of evidence").last.select_option("guideline")
    window.get_by_label("Year").fill("2018")
    window.get_by_role("button", name="Add and choose").click()
    expect(window.get_by_text("Give a DOI, a PubMed ID or an address")).to_be_visible()
    window.get_by_label("DOI").fill("https://doi.org/10.1000/ABC")
    window.get_by_role("button", name="Add and choose").click()
    expect(words(field)).to_have_text(f"It helps.{LABEL}")
    reference = Reference.objects.get(key="cohen2018", doi="10.1000/abc")
    save_and_reopen(page, article, f"<p>It helps.{cite(reference)}</p>")
