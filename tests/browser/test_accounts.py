"""Signing in as a person does it, in Chromium, under the policy that the site is sent with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from wagtail.models import Page

from clinic.accounts.models import User
from clinic.accounts.services import SampleAccess, current_sample_code, make_sample_account
from tests.browser.passkeys import add_authenticator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Rate limits are kept in the memory of the process, which outlives a test."""
    cache.clear()


@pytest.fixture
def address(live_server: Any) -> str:
    """Where the site is: by name, as browsers know passkeys only under a name."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def sam() -> SampleAccess:
    """An editor's account."""
    return make_sample_account(email="sam@example.org", name="Sam Lee", groups=["Editors"])


@pytest.fixture
def _authenticator(page: Tab) -> Iterator[None]:
    """Give the browser a device that keeps passkeys and recognises its owner."""
    session = add_authenticator(page)
    yield
    session.detach()


def sign_in(page: Tab, address: str, access: SampleAccess) -> None:
    """Type the password and the code."""
    page.goto(f"{address}/admin/")
    page.get_by_label("Email", exact=True).fill(access.email)
    page.get_by_label("Password", exact=True).fill(access.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from your app").fill(current_sample_code(access.email))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{address}/admin/")


def test_somebody_without_a_second_factor_sets_up_the_app_and_gets_in(
    page: Tab, address: str, sam: SampleAccess
) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    User.objects.get(email=sam.email).authenticator_set.all().delete()
    page.goto(f"{address}/admin/")
    page.get_by_label("Email", exact=True).fill(sam.email)
    page.get_by_label("Password", exact=True).fill(sam.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Set up an app").click()
    picture = page.get_by_role("img", name="The key as a picture")
    assert picture.evaluate("image => image.naturalWidth") > 0
    step = list(yield_hotp_counters_from_time())[1]
    code = format_hotp_value(hotp_value(page.locator("ol code").inner_text(), step))
    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Go on to the editing pages").click()
    expect(page).to_have_url(f"{address}/admin/")


@pytest.mark.usefixtures("_authenticator")
def test_a_passkey_is_added_and_then_signs_in_alone(page: Tab, address: str, sam: SampleAccess) -> None:
    sign_in(page, address, sam)
    page.goto(f"{address}/account/2fa/webauthn/add/")
    page.get_by_label("Password", exact=True).fill(sam.password)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("my phone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("You have 1 passkey.").wait_for()
    page.goto(f"{address}/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{address}/admin/")


@pytest.mark.usefixtures("_authenticator")
def test_a_passkey_is_the_second_factor_and_confirms(page: Tab, address: str, sam: SampleAccess) -> None:
    sign_in(page, address, sam)
    page.goto(f"{address}/account/2fa/webauthn/add/")
    page.get_by_label("Password", exact=True).fill(sam.password)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("You have 1 passkey.").wait_for()
    page.context.clear_cookies()
    page.goto(f"{address}/admin/")
    page.get_by_label("Email", exact=True).fill(sam.email)
    page.get_by_label("Password", exact=True).fill(sam.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{address}/admin/")
    page.goto(f"{address}/account/2fa/webauthn/reauthenticate/?next=/account/password/change/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{address}/account/password/change/")


def test_without_scripts_the_password_and_code_still_sign_in(browser: Any, address: str, sam: SampleAccess) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    page.get_by_label("Email", exact=True).fill(sam.email)
    page.get_by_label("Password", exact=True).fill(sam.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from your app").fill(current_sample_code(sam.email))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{address}/admin/")
    context.close()


def test_the_editor_works_under_the_admins_policy(page: Tab, address: str, sam: SampleAccess) -> None:
    sign_in(page, address, sam)
    edited = f"/admin/pages/{Page.objects.get(depth=2).pk}/edit/"
    for place in ("/admin/pages/", edited, "/admin/images/", "/admin/images/add/", "/admin/account/"):
        page.goto(f"{address}{place}")
        page.wait_for_load_state("networkidle")  # the fixture fails the test if anything was refused


def test_an_editor_left_open_is_signed_out_and_says_so(
    page: Tab, address: str, sam: SampleAccess, make_idle: Callable[[], None]
) -> None:
    sign_in(page, address, sam)
    make_idle()
    page.goto(f"{address}/admin/pages/")
    expect(page.get_by_text("You were signed out because nothing happened")).to_be_visible()


@pytest.fixture
def make_idle() -> Callable[[], None]:
    """Let the sessions look as if their last request was long ago."""

    def age() -> None:
        from django.contrib.sessions.backends.db import SessionStore
        from django.contrib.sessions.models import Session

        for row in Session.objects.all():
            session = SessionStore(row.session_key)
            session["clinic_last_seen"] -= 24 * 3600
            session.save()

    return age
