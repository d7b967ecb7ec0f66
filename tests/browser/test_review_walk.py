"""One article's whole life, walked through in the admin by four people and seen by a reader."""

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import ArticlePage, MinorEdit
from articles.review.models import Decision, SignOff
from tests.articles.publication import Publication, allow_unsigned, make_reviewer
from tests.browser.desk import Desk
from tests.factories import PersonFactory, UserFactory

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from clinic.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/articles/an-article/"
MISSPELT, SPELT, CORRECTED = "Readers recieve care here.", "Readers receive care here.", "Readers find care here."


@pytest.fixture
def desk(page: Page, live_server: "LiveServer", settings: Any, tmp_path: Any) -> Desk:
    """The browser in which everybody works, at a clinic where nothing goes live unsigned."""
    settings.MEDIA_ROOT = tmp_path
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # people save here: what saves by itself has tests of its own
    page.set_viewport_size({"width": 1280, "height": 900})
    return Desk(page, live_server.url)


@pytest.fixture
def reader(browser: Any, live_server: "LiveServer") -> Any:
    """Somebody who is not signed in."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def reads(reader: Page, *words: str, path: str = ADDRESS) -> None:
    """See that a reader finds these words."""
    reader.goto(path)
    for text in words:
        expect(reader.get_by_role("main")).to_contain_text(text)


def write_an_article(desk: Desk, index_id: int) -> None:
    """Make a draft from nothing."""
    page = desk.page
    desk.open(f"/admin/pages/add/articles/articlepage/{index_id}/")
    page.locator("#id_title").fill("An article")
    desk.write(desk.field("standfirst"), "What it answers.")
    takeaways = desk.field("takeaways")
    for number in (1, 2, 3):
        desk.write(desk.add_block(takeaways), f"Takeaway {number}.")
    desk.write(desk.add_block(desk.field("body"), "Text"), MISSPELT)
    page.get_by_role("tab", name="People and review").click()
    desk.choose_person("Ana Writer")
    page.locator("#id_review_months").fill("3")
    desk.do("Save draft")
    desk.says("'An article'")  # created, or updated where the editor has saved it by itself before


def hand_in_and_approve(desk: Desk, article: ArticlePage, author: "User", editor: "User") -> None:
    """Hand the draft in as the author, and approve it as the editor, found on their desk."""
    desk.sit_down(author)
    desk.edit(article.pk)
    desk.do("Submit to Editorial")
    desk.sit_down(editor)
    desk.open("/admin/")
    desk.page.locator("#to-edit-section").get_by_role("link", name="An article").click()
    desk.do("Approve")
    desk.says("An article")


def sign(desk: Desk, reviewer: "User") -> None:
    """Read, answer, declare and sign what waits for a reviewer."""
    desk.sit_down(reviewer)
    desk.open("/admin/review/")
    desk.page.locator(".own-screen table").first.get_by_role("link", name="An article", exact=True).click()
    desk.answer_the_questions()
    desk.page.get_by_label("Approve and sign").check()
    desk.page.get_by_label("I declare this").check()
    desk.page.get_by_role("button", name="Record my decision").click()
    desk.confirm()
    desk.says("Recorded: Approved.")


def test_an_article_is_signed_minor_edited_voided_corrected_lapses_is_renewed_and_withdrawn(
    desk: Desk, reader: Page
) -> None:
    publication = Publication()
    allow_unsigned(False)
    author, editor, manager = (UserFactory(groups=[name]) for name in ("Authors", "Editors", "Site managers"))
    PersonFactory(name="Ana Writer", user=author)
    reviewer = make_reviewer()
    page = desk.page

    desk.sit_down(author)
    write_an_article(desk, publication.index.pk)
    article = ArticlePage.objects.get(slug="an-article")
    hand_in_and_approve(desk, article, author, editor)
    answer = reader.goto(ADDRESS)
    assert answer is not None
    assert answer.status == 404
    sign(desk, reviewer)
    reads(reader, MISSPELT, "Medically reviewed by")

    desk.sit_down(editor)
    desk.edit(article.pk)
    desk.write(desk.field("body"), SPELT)
    desk.do("Save draft")
    reads(reader, MISSPELT)
    desk.open(f"/admin/pages/{article.pk}/editions/")
    page.get_by_role("link", name="Publish the draft as a minor edit").click()
    page.get_by_role("button", name="Publish as a minor edit").click()
    desk.says("The minor edit is published.")
    reads(reader, SPELT, "Medically reviewed by")

    desk.sit_down(reviewer)
    desk.open(f"/admin/minor-edits/{MinorEdit.objects.get().pk}/void/")
    page.locator("[name=why]").fill("I want to read it first.")
    page.get_by_role("button", name="Take the edit back").click()
    desk.confirm()
    desk.says("The minor edit is taken back.")
    reads(reader, MISSPELT, "Medically reviewed by")

    desk.sit_down(author)
    desk.edit(article.pk)
    desk.write(desk.field("body"), CORRECTED)
    page.get_by_role("tab", name="People and review").click()
    page.get_by_role("button", name="Add correction").click()
    page.locator("#id_corrections-0-was_wrong").fill("A word was misspelt.")
    page.locator("#id_corrections-0-now_says").fill("It is spelt right.")
    desk.do("Save draft")
    hand_in_and_approve(desk, article, author, editor)
    sign(desk, reviewer)
    reads(reader, CORRECTED, "A word was misspelt.", "Medically reviewed by")
    reads(reader, "minor edit of edition 1", "took it back", "What changed", path=f"{ADDRESS}record/")

    with time_machine.travel(timezone.now() + datetime.timedelta(days=100)):
        reads(reader, CORRECTED, "The medical review of this page has lapsed")
        sign(desk, reviewer)
        reads(reader, CORRECTED, "Medically reviewed by")
    assert SignOff.objects.filter(decision=Decision.APPROVED).count() == 3

    desk.sit_down(manager)
    desk.open(f"/admin/pages/{article.pk}/editions/")
    page.get_by_role("link", name="Withdraw the article").click()
    page.locator("[name=why]").fill("The clinic no longer stands behind it.")
    page.get_by_role("button", name="Withdraw the article").click()
    desk.says("The article is withdrawn.")
    reads(reader, "The clinic withdrew this article", "The clinic no longer stands behind it.")
    expect(reader.get_by_text(CORRECTED)).to_have_count(0)
