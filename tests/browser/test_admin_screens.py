"""The screens of the admin that are ours: quiet under the policy, and nothing for axe to find."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Site

from articles.blocks import BodyBlock
from articles.editions.models import Edition
from articles.models import ArticleIndexPage, ArticlePage, ProblemReport
from clinic.accounts.models import User
from clinic.core.models import SiteFrame
from clinic.people.models import Person
from tests.browser.axe import violations_everywhere
from tests.browser.desk import Desk

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]
CALENDAR = "/admin/reports/review-calendar/"
REPORTS = "/admin/reports/problems/"
COMPARISON = "ketamine-vs-opioids-for-chronic-pain"
# Without the parts of Wagtail's own editor that no setting of ours reaches.
WAGTAILS = (["iframe"], [".w-minimap"], [".w-minimap__collapse-all"], ["[contenteditable]"], [".w-slim-header"])
OUR_PART = {"include": ["main"], "exclude": list(WAGTAILS)}


@pytest.fixture
def desk(page: Page, live_server: "LiveServer") -> Desk:
    """The browser in which staff work."""
    return Desk(page, live_server.url)


def member_of(group: str) -> User:
    """Return the sample account of a group."""
    return User.objects.filter(groups__name=group).order_by("pk")[0]


def screens() -> dict[str, list[str]]:
    """Return the addresses of our screens by the group that works on them."""
    article = ArticlePage.objects.get(slug=COMPARISON)
    waiting = Edition.objects.filter(page__slug="esketamine-and-ketamine").latest("number")
    lapsed = Edition.objects.filter(page__slug="ketamine-myths").latest("number")
    return {
        "Editors": [
            f"/admin/pages/{article.pk}/editions/",
            "/admin/reports/outdated-editions/",
            "/admin/",
            CALENDAR,
            REPORTS,
            f"{REPORTS}{ProblemReport.objects.earliest('pk').pk}/",
        ],
        "Authors": ["/admin/"],
        "Medical reviewers": [
            "/admin/",
            "/admin/review/",
            *(f"/admin/editions/{edition.pk}/sign/" for edition in (waiting, lapsed)),
        ],
        "Site managers": [
            "/admin/people/",
            f"/admin/people/edit/{Person.objects.order_by('pk')[0].pk}/",
            "/admin/snippets/articles/reference/",
            "/admin/snippets/articles/topic/",
            "/admin/snippets/core/notice/",
            f"/admin/snippets/core/siteframe/edit/{SiteFrame.objects.get().pk}/",
            f"/admin/settings/core/clinicsettings/{Site.objects.get().pk}/",
        ],
    }


def test_the_article_editor_opens_under_the_policy_without_an_error(desk: Desk) -> None:
    desk.sit_down(member_of("Editors"))
    desk.edit(ArticlePage.objects.get(slug=COMPARISON).pk)
    expect(desk.field("standfirst").get_by_role("textbox")).to_be_visible()
    desk.page.wait_for_load_state("networkidle")  # the fixture fails the test if anything was refused


def test_our_screens_keep_to_the_policy_and_axe_finds_nothing_on_phone_and_desk(desk: Desk, proof_size: str) -> None:
    full, found = proof_size == "full", []
    for group, paths in screens().items():
        desk.sit_down(member_of(group))
        for number, path in enumerate(paths):
            desk.open(path)
            looked = violations_everywhere(desk.page, thorough=full, turn=number, context=OUR_PART)
            found += [f"{path}: {line}" for line in looked]
    assert not found, "\n".join(found)


def test_every_kind_of_block_shows_what_it_looks_like_and_can_be_added(desk: Desk) -> None:
    desk.sit_down(member_of("Editors"))
    desk.open(f"/admin/pages/add/articles/articlepage/{ArticleIndexPage.objects.get().pk}/")
    page, body = desk.page, desk.field("body")
    for number, block in enumerate(BodyBlock.base_blocks.values()):
        body.locator(".c-sf-add-button").last.click()
        option = page.get_by_role("option", name=str(block.label), exact=True)
        option.locator("xpath=following::button[1]").click()
        shown = page.frame_locator(".w-combobox-preview__iframe")
        expect(shown.get_by_role("main").locator(".prose > *").first).to_be_visible()
        option.click()
        expect(page.locator("[name=body-count]")).to_have_value(str(number + 1))
