"""An editor sees, while typing, what search engines and social networks will show."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from articles.models import ArticlePage
from clinic.pages.models import HomePage
from tests.browser.axe import violations_everywhere
from tests.browser.desk import Desk
from tests.browser.test_admin_screens import member_of

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]


def test_title_description_and_card_follow_what_is_typed(page: Page, live_server: "LiveServer") -> None:
    desk = Desk(page, live_server.url)
    desk.sit_down(member_of("Editors"))
    desk.edit(ArticlePage.objects.get(slug="ketamine-myths").pk)
    page.get_by_role("tab", name="Promote").click()
    panel = page.locator("[data-sharing]")
    result, over = panel.locator(".sharing__result"), panel.get_by_text("It will be cut off.")
    card = panel.get_by_role("img", name="The picture for sharing")
    page.get_by_label("Title tag").fill("x" * 60)
    expect(over.first).to_be_hidden()
    page.get_by_label("Title tag").fill("x" * 61)
    expect(result).to_contain_text("x" * 61)
    expect(panel).to_contain_text("Title: 61 characters. About 60 are shown.")
    expect(over.first).to_be_visible()
    page.get_by_label("Meta description").fill("")
    expect(result).to_contain_text("No description yet")
    page.get_by_label("Title tag").fill("")
    page.get_by_role("tab", name="Content").click()
    page.get_by_role("textbox", name="Title", exact=False).first.fill("Another title")
    page.get_by_role("tab", name="Promote").click()
    expect(result).to_contain_text("Another title")
    expect(card).to_have_attribute("src", "/admin/share-card/?title=Another%20title")
    expect(card).to_have_js_property("naturalWidth", 1200)
    assert not list(violations_everywhere(page, context={"include": ["[data-sharing]"]}))


def test_a_page_that_has_no_card_shows_the_clinics_picture_or_none(page: Page, live_server: "LiveServer") -> None:
    desk = Desk(page, live_server.url)
    desk.sit_down(member_of("Editors"))
    home = HomePage.objects.get()
    desk.edit(home.pk)
    page.get_by_role("tab", name="Promote").click()
    panel = page.locator("[data-sharing]")
    expect(panel.locator(".sharing__words")).to_contain_text(home.headline)
    expect(panel).not_to_contain_text("The card is drawn from the title")
