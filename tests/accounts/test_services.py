"""Sample accounts and commands."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from clinic.accounts.models import User
from clinic.accounts.services import make_sample_account
from tests.accounts.people import gets_into_admin, give_code

pytestmark = pytest.mark.django_db


def test_a_sample_account_signs_in_with_what_was_printed_and_its_code() -> None:
    access = make_sample_account(email="Sam@Example.org", name="Sam Lee", groups=["Editors"])
    out = StringIO()
    client = Client()
    client.post(reverse("account_login"), {"login": access.email, "password": access.password})
    call_command("sample_code", "sam@example.org", stdout=out)
    give_code(client, out.getvalue().strip())
    assert gets_into_admin(client)
    assert len(set(access.recovery_codes)) == 10


def test_a_printed_code_is_not_one_that_was_used_just_now() -> None:
    access = make_sample_account(email="sam@example.org", name="Sam Lee", groups=["Editors"])
    for _ in range(2):
        out, client = StringIO(), Client()
        client.post(reverse("account_login"), {"login": access.email, "password": access.password})
        call_command("sample_code", access.email, stdout=out)
        give_code(client, out.getvalue().strip())
        assert gets_into_admin(client)


def test_no_code_is_printed_for_a_real_account() -> None:
    User.objects.create_user("real@example.org")
    for email in ("real@example.org", "nobody@example.org"):
        with pytest.raises(CommandError, match="not a sample account"):
            call_command("sample_code", email)


def test_a_real_account_is_never_turned_into_a_sample() -> None:
    User.objects.create_user("real@example.org", "secret-words-here")
    with pytest.raises(ValueError, match="not a sample"):
        make_sample_account(email="real@example.org", name="Real Person")
    assert User.objects.get(email="real@example.org").check_password("secret-words-here")


def test_createsuperuser_works_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "seven-slow-trains-99")
    call_command("createsuperuser", "--noinput", email="Boss@Example.org", stdout=StringIO())
    assert User.objects.get(email="boss@example.org").is_superuser
