"""Nobody reaches the admin without both factors."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.accounts.people import PASSWORD, Staff, confirm, gets_into_admin, give_password

pytestmark = pytest.mark.django_db

# Read by the browser before anybody signs in: icons and texts of the interface.
OPEN = {"/admin/sprite/", "/admin/jsi18n/"}
WAYS_OUT = {*OPEN, "/admin/logout/"}
SAMPLES = {"int": "1", "str": "a", "slug": "a", "uuid": "6fe3bf13-e3d4-4ac5-9a23-6f5e1e0d3ff1", "path": "a"}


def admin_addresses() -> list[str]:
    """Walk everything below /admin/ in the URL configuration and make an address of each route."""

    def walk(patterns: list[Any], prefix: str) -> Iterator[str]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                yield route

    routes = (route for route in walk(get_resolver().url_patterns, "/") if route.startswith(("/admin/", "/^admin/")))
    return sorted({address for route in routes if (address := fill(route))})


def fill(route: str) -> str:
    """Put a sample value into each place of a route; regular expressions of the admin's own catch-all become a page."""
    import re

    address = re.sub(r"\(\?P<\w+>[^)]*\)", "1", route)
    address = re.sub(r"<(\w+):\w+>", lambda match: SAMPLES.get(match[1], "a"), address)
    address = re.sub(r"<\w+>", "a", address).replace("^.*/$", "nowhere/")
    return re.sub(r"[\^$]", "", address).replace("//", "/")


def test_the_walk_finds_the_admin_with_its_api_previews_and_bulk_actions() -> None:
    addresses = admin_addresses()
    assert len(addresses) > 150
    for part in ("/admin/api/", "/edit/preview/", "/admin/bulk/", "/admin/editing-sessions/", "/admin/users/second"):
        assert any(part in address for address in addresses), part


def test_every_admin_address_sends_a_stranger_to_the_sign_in_page() -> None:
    client = Client()
    ways = (reverse("account_login"), "/admin/login/", reverse("account_reset_password"))
    for address in admin_addresses():
        if address in OPEN:
            continue
        for method in (client.get, client.post):
            response = method(address)
            assert response.status_code == 302, address
            assert response.url.startswith(ways), (address, response.url)


def test_every_admin_address_sends_staff_without_a_second_factor_to_set_one_up(
    make_staff: Callable[..., Staff], proof_size: str
) -> None:
    client, every_way = Client(), proof_size == "full"
    staff = make_staff(second_factor=False, is_superuser=True)
    assert give_password(client, staff).url == reverse("wagtailadmin_home")
    for turn, address in enumerate(admin_addresses()):
        if address in WAYS_OUT:
            continue
        methods = [client.get, client.post]
        for method in methods if every_way else methods[turn % 2 :: 2]:
            response = method(address)
            assert response.status_code == 302, address
            assert response.url == reverse("mfa_index"), address
        if every_way or not turn % 10:
            assert client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403, address


def test_a_password_alone_does_not_sign_in_somebody_with_a_second_factor(make_staff: Callable[..., Staff]) -> None:
    client = Client()
    assert give_password(client, make_staff("Editors")).url == reverse("mfa_authenticate")
    assert not gets_into_admin(client)


def test_a_session_opened_without_the_second_factor_must_show_one_set_up_meanwhile(
    make_staff: Callable[..., Staff],
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    client, staff = Client(), make_staff("Editors", second_factor=False)
    give_password(client, staff)
    TOTP.activate(staff.user, staff.secret)
    response = client.get(reverse("wagtailadmin_home"))
    assert response.url.startswith(reverse("mfa_reauthenticate"))
    client.post(response.url, {"code": staff.code(), "next": reverse("wagtailadmin_home")})
    assert gets_into_admin(client)


def test_a_session_without_the_second_factor_cannot_add_another_one(make_staff: Callable[..., Staff]) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    client, staff = Client(), make_staff("Editors", second_factor=False)
    give_password(client, staff)
    TOTP.activate(staff.user, staff.secret)
    confirm(client)
    for name in ("mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert client.post(reverse(name)).url.startswith(reverse("mfa_reauthenticate")), name
    assert not gets_into_admin(client)


def test_setting_up_an_app_opens_the_admin_and_shows_recovery_codes(
    make_staff: Callable[..., Staff], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, staff = Client(), make_staff("Editors", second_factor=False)
    give_password(client, staff)
    page = client.get(reverse("mfa_activate_totp"))
    assert b"data:image/svg+xml;base64" in page.content
    staff.secret = page.context["form"].secret
    # What allauth does once its transaction is over would wait for the end of the test's own.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act: act())
    response = client.post(reverse("mfa_activate_totp"), {"code": staff.code()})
    assert response.url == reverse("mfa_view_recovery_codes")
    assert len(client.get(response.url).context["unused_codes"]) == 10
    assert gets_into_admin(client)


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/", "/es/_util/login/"])
def test_wagtails_own_sign_in_pages_take_no_password(address: str, make_staff: Callable[..., Staff]) -> None:
    client, staff = Client(), make_staff("Editors")
    response = client.post(f"{address}?next=/admin/", {"username": staff.user.email, "password": PASSWORD})
    assert response.url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_wagtails_own_password_reset_leads_to_ours() -> None:
    for address in ("/admin/password_reset/", "/admin/password_reset/confirm/MQ/set-password/"):
        assert Client().post(address, {"email": "ana@example.org"}).url == reverse("account_reset_password")


def test_the_admins_account_page_changes_neither_password_nor_address(signed_in: Callable[..., Client]) -> None:
    from clinic.accounts.models import User

    client = signed_in("Editors")
    fields = {"password-old_password": PASSWORD, "password-new_password1": "x" * 20, "password-new_password2": "x" * 20}
    client.post(
        reverse("wagtailadmin_account"),
        {**fields, "name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "new@example.org"},
    )
    user = User.objects.get(email="ana@example.org")
    assert user.check_password(PASSWORD)


def test_nobody_can_sign_up() -> None:
    response = Client().post("/account/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert response.status_code in (302, 405)
    assert not get_user("new@example.org")


def get_user(email: str) -> Any:
    from clinic.accounts.models import User

    return User.objects.filter(email=email).first()


def test_staff_outside_every_group_reach_nothing_in_the_admin(signed_in: Callable[..., Client]) -> None:
    response = signed_in().get(reverse("wagtailadmin_home"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
