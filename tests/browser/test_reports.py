"""A reader reports a problem by keyboard, without JavaScript; every state of the form is one that axe accepts."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from articles.models import ProblemReport
from tests.browser.axe import violations_everywhere
from tests.browser.site import REPORT, REVISED
from tests.browser.walking import follow

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.usefixtures("sample_site"), pytest.mark.django_db, pytest.mark.xdist_group("sample_site")]
SAID = "The row on relief is hard to follow."


def test_a_reader_without_javascript_reports_a_problem_after_leaving_the_answer_empty(
    browser: Browser, live_server: "LiveServer", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic.core.spam.TOO_FAST", timedelta(0))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{REVISED}")
    page.get_by_role("link", name="Report a problem").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send the report").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Error: Report a problem with “"))
    page.get_by_role("link", name="What is wrong: Say what is wrong.").click()
    page.keyboard.press("Tab")
    page.get_by_label("What is wrong").fill(SAID)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send the report").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your report")
    assert ProblemReport.objects.get(what=SAID).kind == "wrong"
    context.close()


def test_axe_finds_nothing_in_the_errors_and_the_confirmation(
    browser: Browser, live_server: "LiveServer", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic.core.spam.TOO_FAST", timedelta(0))
    page = browser.new_page()
    page.goto(f"{live_server.url}{REPORT}")
    follow(page, page.get_by_role("button", name="Send the report"))
    found = list(violations_everywhere(page))
    page.get_by_label("What is wrong").fill("Another thing.")
    follow(page, page.get_by_role("button", name="Send the report"))
    expect(page.get_by_role("link", name="Back to the page")).to_be_visible()
    found += violations_everywhere(page)
    assert not found, "\n".join(found)
    page.close()
