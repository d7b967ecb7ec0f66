"""When a session ends."""

import time
from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from tests.accounts.people import PASSWORD, Staff, confirm, gets_into_admin, sign_in

pytestmark = pytest.mark.django_db
MINUTE = 60
PING = "/admin/editing-sessions/ping/wagtailcore/page/1/1/"


@pytest.fixture
def client(make_staff: Callable[..., Staff]) -> Client:
    browser = Client()
    sign_in(browser, make_staff("Editors"))
    assert gets_into_admin(browser)
    return browser


def test_a_session_left_alone_ends_and_its_cookie_is_dead_for_good(client: Client) -> None:
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with time_machine.travel(time.time() + settings.IDLE_LOGOFF_SECONDS + MINUTE):
        assert not gets_into_admin(client)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert not gets_into_admin(thief)


def test_work_keeps_a_session_open_up_to_a_working_day(client: Client) -> None:
    start = time.time()
    step = settings.IDLE_LOGOFF_SECONDS - MINUTE
    for at in range(step, settings.SESSION_LIMIT_SECONDS, step):
        with time_machine.travel(start + at):
            assert gets_into_admin(client)
    with time_machine.travel(start + settings.SESSION_LIMIT_SECONDS + MINUTE):
        assert not gets_into_admin(client)


def test_the_pings_of_an_editor_left_open_do_not_keep_the_session(client: Client) -> None:
    start = time.time()
    for at in range(5 * MINUTE, settings.IDLE_LOGOFF_SECONDS, 5 * MINUTE):
        with time_machine.travel(start + at):
            client.post(PING, headers={"x-requested-with": "XMLHttpRequest"})
    with time_machine.travel(start + settings.IDLE_LOGOFF_SECONDS + MINUTE):
        assert client.post(PING, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
        assert not gets_into_admin(client)


def test_a_cookie_copied_before_signing_out_is_dead_afterwards(client: Client) -> None:
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert gets_into_admin(thief)
    client.post(reverse("account_logout"))
    assert not gets_into_admin(thief)


def test_a_reader_without_a_session_costs_no_query(django_assert_num_queries: Callable[[int], object]) -> None:
    from django.http import HttpResponse
    from django.test import RequestFactory

    from clinic.accounts.middleware import SecondFactorMiddleware, SessionLimitMiddleware

    chain = SessionLimitMiddleware(SecondFactorMiddleware(lambda request: HttpResponse()))
    with django_assert_num_queries(0):  # type: ignore[attr-defined]  # a context manager
        assert chain(RequestFactory().get("/articles/")).status_code == 200


class TestFreshAuthentication:
    """An act that weighs asks again."""

    def request(self, client: Client) -> HttpRequest:
        request = HttpRequest()
        request.session = client.session
        from clinic.accounts.models import User

        request.user = User.objects.get(email="ana@example.org")
        return request

    def test_signing_in_is_not_a_confirmation(self, client: Client) -> None:
        from clinic.accounts.reauthentication import is_freshly_authenticated

        assert not is_freshly_authenticated(self.request(client))

    def test_the_password_given_again_is_fresh_for_five_minutes(self, client: Client) -> None:
        from clinic.accounts.reauthentication import is_freshly_authenticated

        confirm(client)
        assert is_freshly_authenticated(self.request(client))
        with time_machine.travel(time.time() + 5 * MINUTE + 1):
            assert not is_freshly_authenticated(self.request(client))

    def test_a_wrong_password_confirms_nothing(self, client: Client) -> None:
        from clinic.accounts.reauthentication import is_freshly_authenticated

        page = client.post(reverse("account_reauthenticate"), {"password": PASSWORD + "x"})
        assert b"not your password" in page.content
        assert not is_freshly_authenticated(self.request(client))

    def test_a_spent_confirmation_serves_one_act(self, client: Client) -> None:
        from allauth.core.exceptions import ReauthenticationRequired

        from clinic.accounts.reauthentication import require_fresh_authentication

        confirm(client)
        request = self.request(client)
        require_fresh_authentication(request, spend=True)
        with pytest.raises(ReauthenticationRequired):
            require_fresh_authentication(request, spend=True)

    def test_a_recovery_code_confirms_too(self, make_staff: Callable[..., Staff]) -> None:
        from clinic.accounts.reauthentication import is_freshly_authenticated

        staff, browser = make_staff("Editors"), Client()
        sign_in(browser, staff)
        browser.post(reverse("mfa_reauthenticate"), {"code": staff.recovery_codes[1]})
        assert is_freshly_authenticated(self.request(browser))
