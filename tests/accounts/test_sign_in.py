"""Signing in, and what stops guessing."""

import re
import time
from collections.abc import Callable

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.people import PASSWORD, Staff, confirm, gets_into_admin, give_code, give_password, sign_in

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000.0


def test_address_password_and_code_open_the_admin(make_staff: Callable[..., Staff]) -> None:
    client = Client()
    sign_in(client, make_staff("Editors"))
    assert gets_into_admin(client)


def test_capitals_in_the_address_do_not_matter(make_staff: Callable[..., Staff]) -> None:
    make_staff("Editors")
    response = Client().post(reverse("account_login"), {"login": "Ana@Example.ORG", "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")


def test_an_account_that_is_switched_off_cannot_sign_in_and_ends_at_once(make_staff: Callable[..., Staff]) -> None:
    client, staff = Client(), make_staff("Editors")
    sign_in(client, staff)
    staff.user.is_active = False
    staff.user.save()
    assert not gets_into_admin(client)
    assert give_password(Client(), staff).url == reverse("account_inactive")


def test_a_code_works_once_even_in_another_process(make_staff: Callable[..., Staff]) -> None:
    from django.core.cache import cache

    staff = make_staff("Editors")
    with time_machine.travel(NOON, tick=False):
        sign_in(Client(), staff)
        cache.clear()  # what another process knows of this one's memory
        other = Client()
        give_password(other, staff)
        assert b"used already" in give_code(other, staff.code()).content
        assert not gets_into_admin(other)


def test_a_code_a_moment_late_is_still_taken(make_staff: Callable[..., Staff]) -> None:
    client, staff = Client(), make_staff("Editors")
    with time_machine.travel(NOON, tick=False):
        give_password(client, staff)
        assert give_code(client, staff.code(at=NOON - 30)).status_code == 302
        assert gets_into_admin(client)


def test_a_recovery_code_works_once(make_staff: Callable[..., Staff]) -> None:
    client, staff = Client(), make_staff("Editors")
    give_password(client, staff)
    give_code(client, staff.recovery_codes[0])
    assert gets_into_admin(client)
    other = Client()
    give_password(other, staff)
    give_code(other, staff.recovery_codes[0])
    assert not gets_into_admin(other)


def test_wrong_passwords_lock_that_account_for_that_address_alone(make_staff: Callable[..., Staff]) -> None:
    from django.core.cache import cache

    staff = make_staff("Editors")
    for _ in range(5):
        cache.clear()  # the count that matters is in the database, shared by all processes
        response = give_password(Client(), staff, "wrong", REMOTE_ADDR="203.0.113.9")
    assert response.status_code == 429
    assert b"Too many attempts" in response.content
    cache.clear()
    assert give_password(Client(), staff, REMOTE_ADDR="203.0.113.9").status_code == 429
    cache.clear()
    assert give_password(Client(), staff, REMOTE_ADDR="198.51.100.7").url == reverse("mfa_authenticate")
    cache.clear()
    with time_machine.travel(time.time() + 15 * 60 + 5):
        assert give_password(Client(), staff, REMOTE_ADDR="203.0.113.9").url == reverse("mfa_authenticate")


def test_other_capitals_do_not_give_more_guesses(make_staff: Callable[..., Staff]) -> None:
    from django.core.cache import cache

    make_staff("Editors")
    for name in ("ana@example.org", "ANA@example.org", "Ana@example.org", "aNa@example.org", "anA@example.org"):
        cache.clear()
        response = Client().post(reverse("account_login"), {"login": name, "password": "wrong"})
    assert response.status_code == 429


def test_wrong_codes_lock_like_wrong_passwords(make_staff: Callable[..., Staff]) -> None:
    from django.core.cache import cache

    client, staff = Client(), make_staff("Editors")
    give_password(client, staff)
    wrong = "000000" if staff.code() != "000000" else "111111"
    statuses = []
    for _ in range(5):
        cache.clear()
        statuses.append(give_code(client, wrong).status_code)
    assert statuses == [200, 200, 200, 200, 429]
    cache.clear()
    assert give_code(client, staff.code()).status_code == 429
    assert not gets_into_admin(client)


def test_a_header_that_no_proxy_of_ours_sets_does_not_change_the_address(make_staff: Callable[..., Staff]) -> None:
    from django.core.cache import cache

    staff = make_staff("Editors")
    for number in range(5):
        cache.clear()
        response = give_password(Client(), staff, "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert response.status_code == 429


def test_behind_a_proxy_the_address_it_adds_last_counts(make_staff: Callable[..., Staff], settings: object) -> None:
    from django.core.cache import cache

    settings.CLIENT_IP_HEADER = "X-Forwarded-For"  # type: ignore[attr-defined]  # pytest-django's settings
    staff = make_staff("Editors")
    for number in range(5):
        cache.clear()
        response = give_password(Client(), staff, "wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 203.0.113.9")
    assert response.status_code == 429
    cache.clear()
    elsewhere = give_password(Client(), staff, HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7")
    assert elsewhere.url == reverse("mfa_authenticate")


def test_asking_for_a_new_password_answers_alike_for_known_and_unknown_addresses(
    make_staff: Callable[..., Staff],
) -> None:
    make_staff("Editors")
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in ("ana@example.org", "nobody@example.org")
    ]
    texts = [re.sub(rb'value="\w{64}"', b"", answer.content) for answer in answers]
    assert texts[0] == texts[1]
    assert [message.to for message in mail.outbox] == [["ana@example.org"], ["nobody@example.org"]]
    assert "http" not in mail.outbox[1].body


def test_a_new_password_is_chosen_by_the_mailed_link_once_and_the_second_factor_stays(
    make_staff: Callable[..., Staff],
) -> None:
    client, staff = Client(), make_staff("Editors")
    client.post(reverse("account_reset_password"), {"email": staff.user.email})
    link = re.search(r"http\S+", mail.outbox[0].body)
    assert link
    page = client.get(link[0], follow=True)
    new = "seven-slow-trains-99"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert not gets_into_admin(client)
    assert give_password(Client(), staff, new).url == reverse("mfa_authenticate")
    assert b"no longer works" in Client().get(link[0], follow=True).content


def test_a_new_password_ends_every_session(make_staff: Callable[..., Staff]) -> None:
    client, staff = Client(), make_staff("Editors")
    sign_in(client, staff)
    staff.user.set_password("seven-slow-trains-99")
    staff.user.save()
    assert not gets_into_admin(client)


def test_pages_with_errors_say_so_in_the_title_and_link_to_the_field() -> None:
    page = Client().post(reverse("account_login"), {"login": "ana@example.org", "password": ""}).content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title
    assert title[1].split()[0] == "Error:"
    assert 'href="#id_password"' in page


def test_no_mail_address_but_the_accounts_own_signs_in_after_a_change(make_staff: Callable[..., Staff]) -> None:
    staff = make_staff("Editors")
    sign_in(Client(), staff)
    Client().post(reverse("account_reset_password"), {"email": staff.user.email})
    staff.user.email = "new@example.org"
    staff.user.save()
    mail.outbox.clear()
    response = Client().post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD})
    assert response.status_code == 200
    Client().post(reverse("account_reset_password"), {"email": "ana@example.org"})
    assert "There is no account" in mail.outbox[0].body


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
    ],
)
def test_every_page_of_ones_own_account_opens_with_one_heading(name: str, signed_in: Callable[..., Client]) -> None:
    client = signed_in("Editors")
    confirm(client)
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert response.content.count(b"<h1>") == 1
    assert b"style=" not in response.content


def test_the_only_second_factor_is_not_removed_by_somebody_who_needs_one(signed_in: Callable[..., Client]) -> None:
    client = signed_in("Editors")
    confirm(client)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert b"your only second factor" in page.content
    assert gets_into_admin(client)


def test_too_many_requests_from_one_address_get_a_kind_page(make_staff: Callable[..., Staff]) -> None:
    for number in range(31):
        response = Client().post(reverse("account_login"), {"login": f"a{number}@example.org", "password": "wrong"})
    assert response.status_code == 429
    assert b"Wait a few minutes" in response.content


def test_recovery_codes_are_downloaded_only_after_confirming(signed_in: Callable[..., Client]) -> None:
    client = signed_in("Editors")
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 302
    confirm(client)
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200
