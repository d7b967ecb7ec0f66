"""axe finds nothing on any step, error or refusal of any form of the public.

`make test` looks at each state of the longest form once, and at the others' first two; `make prove` at every state of
every form, on the phone and on the desk, in both themes.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from playwright.sync_api import Page, expect

from tests.browser.axe import violations, violations_everywhere
from tests.browser.walking import answer, follow, press
from tests.consultations.answers import ADDRESSES

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _whole_clinic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question be asked: two places with hours, a mail with the reference, a list to read first."""
    from datetime import timedelta

    from wagtail.models import Locale, Site

    from clinic.consultations.models import IntakeForm, IntakeSettings
    from tests.consultations.test_proofs import a_location

    monkeypatch.setattr("clinic.core.spam.TOO_FAST", timedelta(0))
    a_location()
    a_location("Tacoma")
    notice = {"type": "help", "value": {"language": "es", "text": "Hay ayuda gratuita en español."}}
    IntakeSettings.objects.create(site=Site.objects.get(), acknowledges=True, language_help=json.dumps([notice]))
    IntakeForm.objects.create(
        kind="consultation", locale=Locale.get_default(), read_first="<ul><li>pregnancy</li><li>psychosis</li></ul>"
    )


@pytest.fixture
def clean(page: Page, proof_size: str) -> Callable[[str], None]:
    """Hold the state that is open to axe. The argument says which it is."""

    def look(state: str) -> None:
        found = list(violations_everywhere(page, thorough=True)) if proof_size == "full" else violations(page)
        assert not found, f"{state}: {found}"

    return look


@pytest.mark.parametrize("kind", ADDRESSES)
def test_every_step_and_error_state_is_clean(
    page: Page,
    page_complaints: list[str],
    live_server: "LiveServer",
    kind: str,
    proof_size: str,
    monkeypatch: pytest.MonkeyPatch,
    clean: Callable[[str], None],
) -> None:
    page.goto(live_server.url + ADDRESSES[kind])
    clean("questions")
    press(page, "check")
    expect(page.locator(".errors")).to_be_focused()
    clean("nothing answered")
    if proof_size != "full" and kind != "consultation":
        return
    answer(page, kind)
    page.locator("[name=phone]").fill("12")
    page.locator("[name=email]").fill("nobody")
    press(page, "check")
    expect(page.locator(".errors li")).to_have_count(2)
    clean("wrong answers")
    page.locator("[name=phone]").fill("206 555 0142")
    page.locator("[name=email]").fill("")
    press(page, "check")
    expect(page.locator("h1")).to_have_text("Check your answers")
    clean("check")
    with monkeypatch.context() as away:
        away.setattr("clinic.consultations.views.receive", _no_database)
        press(page, "send")
        expect(page.locator("h2").first).to_have_text("We cannot take your request just now")
        clean("without the database")
        page_complaints.clear()  # the browser notes the 503
    press(page, "check")
    press(page, "send")
    expect(page.locator("h1")).to_have_text("We have your request")
    clean("confirmation")


def test_every_state_of_changing_a_request_is_clean(
    page: Page,
    page_complaints: list[str],
    live_server: "LiveServer",
    clean: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from clinic.consultations.services import ConsentGiven
    from tests.consultations.people import make_request

    mine = make_request(consents=(ConsentGiven("voicemail", "You may leave a voicemail.", "2026-11"),))
    address = f"{live_server.url}/requests/change/"
    page.goto(address)
    clean("find")
    for reference, contact in (("", ""), (mine.reference, "206 555 0199")):
        page.get_by_label("Reference").fill(reference)
        page.get_by_label("Phone number or e-mail address").fill(contact)
        follow(page, page.get_by_role("button", name="Find my request"))
        expect(page.locator(".errors")).to_be_focused()
        clean(f"not found: {reference}")
    page.get_by_label("Phone number or e-mail address").fill("206 555 0142")
    follow(page, page.get_by_role("button", name="Find my request"))
    clean("found")
    for button in ("Take this time", "Withdraw", "Cancel the time, keep the request", "Cancel the request"):
        follow(page, page.get_by_role("button", name=button))
        expect(page.get_by_role("status")).to_be_focused()
        clean(button)
    monkeypatch.setattr("clinic.consultations.spam.count", lambda *_: 10**6)
    page.goto(address)
    page.get_by_label("Reference").fill(mine.reference)
    page.get_by_label("Phone number or e-mail address").fill("206 555 0142")
    follow(page, page.get_by_role("button", name="Find my request"))
    expect(page.locator(".errors")).to_contain_text("Too many attempts today")
    clean("too many")
    monkeypatch.setattr("clinic.consultations.changes.find_own", _no_database)
    monkeypatch.setattr("clinic.consultations.spam.count", lambda *_: 0)
    follow(page, page.get_by_role("button", name="Find my request"))
    clean("without the database")
    page_complaints.clear()  # the browser notes the 429 and the 503


def _no_database(*_: object) -> None:
    raise OperationalError
