"""People who sign in, for tests."""

import time
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

PASSWORD = "nine-quiet-rivers-42"


@dataclass
class Staff:
    """An account and what its owner holds."""

    user: Any
    secret: str
    recovery_codes: tuple[str, ...]

    def code(self, at: float | None = None) -> str:
        """Return the app's code for a time, which is now unless given."""
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

        return format_hotp_value(hotp_value(self.secret, int((at or time.time()) // 30)))


def give_password(client: Client, staff: Staff, password: str = PASSWORD, **extra: Any) -> Any:
    """Send the first step of signing in."""
    return client.post(reverse("account_login"), {"login": staff.user.email, "password": password}, **extra)


def give_code(client: Client, code: str, **extra: Any) -> Any:
    """Send the second step."""
    return client.post(reverse("mfa_authenticate"), {"code": code}, **extra)


def sign_in(client: Client, staff: Staff) -> None:
    """Sign in with both factors, as a browser does."""
    assert give_password(client, staff).url == reverse("mfa_authenticate")
    assert give_code(client, staff.code()).status_code == 302


def confirm(client: Client) -> None:
    """Confirm by password who one is."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def gets_into_admin(client: Client) -> bool:
    """Say whether the admin's first page answers."""
    return bool(client.get(reverse("wagtailadmin_home")).status_code == 200)
