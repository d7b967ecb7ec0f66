"""An editor that saves by itself, in a browser: it and somebody's own saving do not come between each other."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from articles.models import ArticlePage
from tests.articles.publication import Publication
from tests.browser.desk import Desk
from tests.factories import UserFactory

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

INITIAL = 2500  # milliseconds; what Wagtail finds in the form until then is what it takes for unchanged

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_button_pressed_while_the_editor_saves_a_new_page_waits_and_the_page_is_made_once(
    page: Page, live_server: "LiveServer", settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    publication = Publication()
    desk = Desk(page, live_server.url)
    desk.sit_down(UserFactory(groups=["Editors"]))
    desk.open(f"/admin/pages/add/articles/articlepage/{publication.index.pk}/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if is_by_itself(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/admin/pages/add/.*/$"), hold)
    sent: list[bool] = []
    page.on("request", lambda request: sent.append(is_by_itself(request)) if is_saving(request) else None)
    page.wait_for_timeout(INITIAL)
    with page.expect_request(is_by_itself):
        page.locator("#id_title").fill("An article")
        page.locator("#id_title").blur()
    page.locator("footer").get_by_role("button", name="Save draft", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(200)
    assert sent == [True], "the button waits"
    held[0].continue_()
    expect(page.locator(".messages")).to_contain_text("'An article' has been updated", timeout=30_000)
    assert sent == [True, False]
    assert ArticlePage.objects.count() == 1


def is_saving(request: Request) -> bool:
    """Whether a page is saved by it."""
    return request.method == "POST" and re.search(r"/admin/pages/(add/.*|\d+/edit)/$", request.url) is not None


def is_by_itself(request: Request) -> bool:
    """Whether that is done by the editor of its own accord."""
    return is_saving(request) and "application/json" in request.headers.get("accept", "")
