"""A person asks for help by keyboard alone, with JavaScript off and on; staff answer the same way."""

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.desk import Desk
from tests.browser.walking import follow, tab_to

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
REFERENCE = re.compile(r"KC-\w{4}-\w{4}")


@pytest.fixture(autouse=True)
def _open_clinic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the clinic a place with hours, and let answers be as quick as a program's."""
    from datetime import timedelta

    from clinic.core.models import Location

    monkeypatch.setattr("clinic.core.spam.TOO_FAST", timedelta(0))
    days = {"days": [str(day) for day in range(7)], "opens": "09:00", "closes": "17:00"}
    Location.objects.create(
        name="Seattle",
        street="100 Sample Street",
        city="Seattle",
        state="WA",
        postal_code="98101",
        time_zone="America/Los_Angeles",
        hours=json.dumps([{"type": "hours", "value": days}]),
    )


def fill_in(page: Page) -> None:
    """Answer the consultation form by keyboard, from the top of the page."""
    for name in ("emergency", "adult"):
        tab_to(page, page.locator(f"input[name={name}]"))
        page.keyboard.press("Space")
        if name == "emergency":
            page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("select[name=state]"))
    page.keyboard.type("Washington")
    tab_to(page, page.locator("input[name=topic]"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("input[name=name]"))
    page.keyboard.type("Sam Ortega")
    tab_to(page, page.locator("input[name=reach_by]"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("input[name=phone]"))
    page.keyboard.type("206 555 0142")
    tab_to(page, page.locator("select[name=slot]"))
    page.keyboard.press("ArrowDown")


def walk(page: Page, url: str) -> str:
    """Walk from the empty form to the confirmation and return the reference."""
    page.goto(f"{url}/consultation/request/")
    tab_to(page, page.locator("button[value=check]"))
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("Error:"))
    expect(page.locator(".errors")).to_be_focused()
    fill_in(page)
    tab_to(page, page.locator("button[value=check]"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(re.compile("Check your answers"))
    tab_to(page, page.locator("button[value=change]"))
    page.keyboard.press("Enter")
    expect(page.locator("input[name=name]")).to_have_value("Sam Ortega")
    tab_to(page, page.locator("button[value=check]"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("button[value=send]"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(re.compile("We have your request"))
    return str(page.locator(".intake-reference").inner_text())


def test_a_request_by_keyboard_without_javascript_then_moved_and_withdrawn(
    browser: Browser, live_server: "LiveServer"
) -> None:
    from clinic.consultations.models import ConsultationRequest, SlotBooking

    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        reference = walk(page, live_server.url)
        assert [cookie["name"] for cookie in context.cookies()] == ["csrftoken"]
        begin = SlotBooking.objects.get(request__reference=reference).starts_at
        page.goto(f"{live_server.url}/requests/change/")
        page.get_by_label("Reference").fill(reference.lower())
        page.get_by_label("Phone number or e-mail address").fill("(206) 555-0142")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_label("Another time").select_option(index=3)
        follow(page, page.get_by_role("button", name="Take this time"))
        expect(page.get_by_role("status")).to_contain_text("We call you on")
        assert SlotBooking.objects.get().starts_at != begin
        follow(page, page.get_by_role("button", name="Cancel the request"))
        expect(page.get_by_role("status")).to_contain_text("Nobody will call you")
    assert not SlotBooking.objects.exists()
    assert ConsultationRequest.objects.get().status == "declined"


def test_with_javascript_the_same_and_staff_answer_by_keyboard(page: Page, live_server: "LiveServer") -> None:
    from clinic.consultations.models import ConsultationRequest
    from tests.consultations.people import member

    url = live_server.url
    reference = walk(page, url)
    page.set_viewport_size({"width": 320, "height": 640})
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    desk = Desk(page, url)
    desk.sit_down(member("ana@example.org", "Intake staff"))
    desk.open("/admin/requests/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sam Ortega")).to_be_visible()
    assert not violations(page, context={"include": "main"})
    page.keyboard.press("n")
    page.keyboard.type("Called at nine.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Spoke: visit booked")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Called at nine.")).to_be_visible()
    assert ConsultationRequest.objects.get(reference=reference).status == "scheduled"
    desk.open("/admin/requests/?show=all")
    assert not violations(page, context={"include": "main"})
