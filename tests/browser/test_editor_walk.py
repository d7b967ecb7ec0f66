"""An article's life in the admin, walked through by the people who may and by those who may not."""

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.editions.models import CurrentEdition, Edition
from articles.models import ArticlePage, Topic
from clinic.accounts.services import current_sample_code, make_sample_account
from tests.articles.publication import Publication, make_reviewer, newest_edition
from tests.browser.desk import Desk
from tests.factories import PersonFactory, UserFactory

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from clinic.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(transactional_db: None, settings: Any, tmp_path: Any) -> Publication:
    """A site with an empty list of articles."""
    settings.MEDIA_ROOT = tmp_path
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # people save here: what saves by itself has tests of its own
    return Publication()


@pytest.fixture
def desk(page: Page, live_server: "LiveServer", site: Publication) -> Desk:
    """The browser in which everybody works."""
    page.set_viewport_size({"width": 1280, "height": 900})
    return Desk(page, live_server.url)


@pytest.fixture
def editor(site: Publication) -> "User":
    return UserFactory(groups=["Editors"])


@pytest.fixture
def reader(browser: Any, live_server: "LiveServer") -> Iterator[Page]:
    """Somebody who is not signed in."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def reads(reader: Page, words: str, path: str = "/articles/an-article/") -> None:
    """See that a reader finds these words at an address."""
    answer = reader.goto(path)
    assert answer is not None
    assert answer.status == 200
    expect(reader.get_by_role("main")).to_contain_text(words)


def finds_nothing(reader: Page, path: str = "/articles/an-article/") -> None:
    """See that there is nothing to read at an address."""
    answer = reader.goto(path)
    assert answer is not None
    assert answer.status == 404


def rewrite(desk: Desk, article: ArticlePage, words: str, action: str) -> None:
    """Put other words in place of the body's text, and press an action."""
    desk.edit(article.pk)
    desk.write(desk.field("body"), words)
    desk.do(action)


def test_an_editor_makes_an_article_from_nothing_previews_schedules_and_publishes_it(
    desk: Desk, site: Publication, reader: Page
) -> None:
    PersonFactory(name="Ana Writer", post_nominals="MPH")
    PersonFactory(name="Ben Reader")
    Topic.objects.create(name="Chronic pain", slug="chronic-pain", locale=site.index.locale)
    access = make_sample_account(email="sam@example.org", name="Sam Lee", groups=["Editors"])
    page = desk.page
    desk.open(f"/admin/pages/add/articles/articlepage/{site.index.pk}/")
    page.get_by_label("Email", exact=True).fill(access.email)
    page.get_by_label("Password", exact=True).fill(access.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from your app").fill(current_sample_code(access.email))
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.get_by_role("textbox", name="Title").first.fill("An article")
    desk.write(desk.field("standfirst"), "What it answers.")
    for number in (1, 2, 3):
        desk.write(desk.add_block(desk.field("takeaways")), f"Takeaway {number}.")
    body = desk.field("body")
    desk.add_block(body, "Heading").locator("[data-contentpath=text] input").fill("What is known")
    desk.write(desk.add_block(body, "Text"), "Words of the body.")
    notice = desk.add_block(body, "Safety notice")
    notice.locator("[data-contentpath=heading] input").fill("Do not stop suddenly")
    desk.write(notice, "Ask first.")
    page.get_by_role("tab", name="People and review").click()
    desk.choose_person("Ana Writer")
    page.get_by_role("button", name="Add contributor").click()
    desk.choose_person("Ben Reader")
    page.get_by_label("Role").last.select_option("editor")
    page.get_by_role("tab", name="Listing").click()
    page.get_by_label("Chronic pain").check()
    desk.do("Save draft")
    desk.says("'An article' created.")
    finds_nothing(reader)

    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("iframe.w-preview__iframe").first
    expect(shown.get_by_text("Do not stop suddenly")).to_be_visible()
    expect(shown.get_by_text("Preview of a draft, not an edition")).to_be_visible()

    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    page.locator("#id_go_live_at").fill(tomorrow.strftime("%Y-%m-%d %H:%M"))
    page.get_by_role("button", name="Save schedule").press("Enter")  # the calendar covers it until it has the focus
    desk.do("Schedule to publish")
    desk.says("has been scheduled for publishing")
    call_command("publish_scheduled")
    finds_nothing(reader)
    with time_machine.travel(tomorrow + datetime.timedelta(minutes=1)):
        call_command("publish_scheduled")

    reads(reader, "Words of the body.")
    for words in ("Takeaway 3.", "Ana Writer, MPH", "Ben Reader", "Ask first.", "Chronic pain"):
        expect(reader.get_by_role("main")).to_contain_text(words)
    expect(reader.locator("#what-is-known")).to_be_visible()
    assert Edition.objects.get().contributors.count() == 2


def test_publishing_unpublishing_restoring_renaming_and_moving_show_readers_the_edition_that_is_current(
    desk: Desk, site: Publication, editor: "User", reader: Page
) -> None:
    article = site.published()
    first = article.latest_revision_id
    other = site.another_index("studies")
    desk.sit_down(editor)
    rewrite(desk, article, "Second words.", "Save draft")
    reads(reader, "The first words.")
    desk.do("Publish")
    reads(reader, "Second words.")
    expect(reader.get_by_text("You are reading edition 2 of this page.")).to_be_visible()

    desk.edit(article.pk)
    desk.do("Unpublish")
    desk.page.get_by_role("button", name="Yes, unpublish it").click()
    desk.says("unpublished")
    finds_nothing(reader)
    desk.edit(article.pk)
    desk.do("Publish")
    reads(reader, "Second words.")
    assert CurrentEdition.objects.get(page=article).edition.number == 2

    desk.open(f"/admin/pages/{article.pk}/revisions/{first}/revert/")
    expect(desk.field("body")).to_contain_text("The first words.")
    desk.do("Replace current draft")
    reads(reader, "Second words.")
    desk.page.get_by_role("tab", name="Promote").click()
    desk.page.get_by_label("Slug").fill("a-better-name")
    desk.do("Publish")
    reads(reader, "The first words.")  # the old address leads to the new one
    assert reader.url.endswith("/articles/a-better-name/")

    desk.open(f"/admin/pages/{article.pk}/move/{other.pk}/confirm/")
    desk.page.get_by_role("button", name="Yes, move this page").click()
    desk.says("moved")
    reads(reader, "The first words.")
    assert reader.url.endswith("/more/studies/a-better-name/")


def test_a_copy_is_a_draft_without_an_edition_and_an_alias_shows_its_sources(
    desk: Desk, site: Publication, editor: "User", reader: Page
) -> None:
    article = site.published()
    desk.sit_down(editor)
    for slug, alias in (("a-copy", False), ("an-alias", True)):
        desk.open(f"/admin/pages/{article.pk}/copy/")
        desk.page.get_by_label("New slug").fill(slug)
        if alias:
            desk.page.get_by_label("Alias").check()
        else:
            desk.page.get_by_label("Publish copied page").check()
        desk.page.get_by_role("button", name="Copy this page").click()
        desk.says("copied")
    finds_nothing(reader, "/articles/a-copy/")
    assert not Edition.objects.exclude(page=article.pk).exists()
    reads(reader, "The first words.", "/articles/an-alias/")
    rewrite(desk, article, "Second words.", "Publish")
    reads(reader, "Second words.", "/articles/an-alias/")


def test_a_draft_is_frozen_for_review_from_the_list_of_editions(desk: Desk, site: Publication, editor: "User") -> None:
    article = site.article()
    desk.sit_down(editor)
    desk.edit(article.pk)
    desk.page.get_by_role("button", name="Actions", exact=True).first.click()
    desk.page.get_by_role("link", name="Editions").click()
    expect(desk.page.get_by_text("No edition yet.")).to_be_visible()
    desk.page.get_by_role("button", name="Freeze the latest draft for review").click()
    desk.says("Edition 1 is frozen and can be reviewed.")
    desk.page.get_by_role("link", name="Read edition 1").click()
    expect(desk.page.get_by_role("heading", name="An article", exact=True)).to_be_visible()


def test_a_page_with_editions_is_not_deleted_alone_or_among_others_and_the_editor_is_told_why(
    desk: Desk, site: Publication, editor: "User", reader: Page
) -> None:
    article = site.published()
    desk.sit_down(editor)
    why = "What was published stays on record, so this cannot be deleted: An article. Unpublish it instead."
    desk.open(f"/admin/pages/{article.pk}/delete/")
    desk.says(why)
    desk.open(f"/admin/pages/{site.index.pk}/")
    desk.page.get_by_role("checkbox", name=re.compile("Select all")).first.check()
    desk.page.locator(".bulk-action-btn", has_text="Delete").click()
    desk.page.get_by_role("button", name="Yes, delete").click()
    desk.says(why)
    reads(reader, "The first words.")


def test_an_author_writes_a_draft_but_is_not_offered_to_publish_it_and_refused_if_it_is_sent(
    desk: Desk, site: Publication, reader: Page
) -> None:
    author = UserFactory(groups=["Authors"])
    article = site.article()
    ArticlePage.objects.filter(pk=article.pk).update(owner=author)
    desk.sit_down(author)
    rewrite(desk, article, "Words of an author.", "Save draft")
    desk.says("has been updated")
    desk.page.locator("footer").get_by_role("button", name="More actions").click()
    expect(desk.page.locator("footer").get_by_role("button", name="Publish")).to_have_count(0)
    desk.page.evaluate(
        """() => {
            const sent = document.createElement("input");
            Object.assign(sent, { type: "hidden", name: "action-publish", value: "yes" });
            document.querySelector("form[data-edit-form]").append(sent);
        }"""
    )
    desk.do("Save draft")
    desk.says("You do not have permission to publish this page.")
    finds_nothing(reader)
    assert not Edition.objects.exists()


def test_intake_staff_find_no_pages_in_the_admin(desk: Desk, site: Publication) -> None:
    article = site.published()
    desk.sit_down(UserFactory(groups=["Intake staff"]))
    desk.open("/admin/")
    expect(desk.page.get_by_role("button", name="Pages")).to_have_count(0)
    for path in (f"/admin/pages/{article.pk}/edit/", f"/admin/pages/{article.pk}/editions/", "/admin/review/"):
        desk.open(path)
        desk.says("do not have permission")


def test_a_medical_reviewer_reads_signs_with_the_password_and_the_page_says_so(
    desk: Desk, site: Publication, reader: Page
) -> None:
    article = site.published()
    desk.sit_down(make_reviewer())
    desk.open("/admin/")
    page = desk.page
    page.get_by_role("link", name="Medical review").click()
    page.get_by_role("link", name="An article", exact=True).click()
    expect(page.frame_locator("iframe").get_by_text("The first words.")).to_be_visible()
    page.get_by_label("Approve and sign").check()
    page.get_by_role("button", name="Record my decision").click()
    expect(page.get_by_text("Tick the declaration to sign.")).to_be_visible()
    desk.answer_the_questions()
    page.get_by_label("I declare this").check()
    page.get_by_role("button", name="Record my decision").click()
    page.get_by_label("Password", exact=True).fill("password")
    page.get_by_role("button", name="Confirm").click()
    desk.says("Recorded: Approved.")
    reads(reader, "Medically reviewed by")
    expect(reader.get_by_text("read edition 1 of this page")).to_be_visible()
    desk.open("/admin/review/")
    expect(page.get_by_text("Nothing waits for your signature.")).to_be_visible()
    assert newest_edition(article).sign_offs.count() == 1


def test_a_medical_reviewer_asks_for_changes_and_the_page_claims_nothing(
    desk: Desk, site: Publication, editor: "User", reader: Page
) -> None:
    article = site.published()
    desk.sit_down(make_reviewer())
    page = desk.page
    desk.open(f"/admin/editions/{newest_edition(article).pk}/sign/")
    page.get_by_label("Request changes").check()
    page.get_by_role("button", name="Record my decision").click()
    expect(page.get_by_text("Say what should change.")).to_be_visible()
    page.get_by_label("Note to the editors").fill("Give the risks first.")
    page.get_by_role("button", name="Record my decision").click()
    page.get_by_label("Password", exact=True).fill("password")
    page.get_by_role("button", name="Confirm").click()
    desk.says("Recorded: Changes requested.")
    reads(reader, "No medical review of it is in force.")
    expect(reader.get_by_text("Medically reviewed by")).to_have_count(0)
    desk.sit_down(editor)
    desk.open(f"/admin/pages/{article.pk}/editions/")
    expect(page.get_by_text("“Give the risks first.”")).to_be_visible()
