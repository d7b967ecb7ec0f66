from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.people import PASSWORD, Staff, sign_in


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Rate limits are kept in the memory of the process, which outlives a test."""
    cache.clear()


@pytest.fixture
def make_staff(db: None) -> Callable[..., Staff]:
    """Make an account with a password, an authenticator app and the groups given."""
    from clinic.accounts.services import make_sample_account

    def make(*groups: str, email: str = "ana@example.org", second_factor: bool = True, **fields: Any) -> Staff:
        from allauth.mfa.models import Authenticator

        from clinic.accounts.models import User

        access = make_sample_account(email=email, name="Ana Ruiz", groups=groups)
        user = User.objects.get(email=access.email)
        user.set_password(PASSWORD)
        for name, value in {"is_sample": False, **fields}.items():
            setattr(user, name, value)
        user.save()
        if not second_factor:
            Authenticator.objects.filter(user=user).delete()
        return Staff(user, access.totp_secret, access.recovery_codes)

    return make


@pytest.fixture
def signed_in(make_staff: Callable[..., Staff]) -> Callable[..., Client]:
    """Return a browser in which somebody of these groups has signed in with both factors."""

    def enter(*groups: str, **fields: Any) -> Client:
        client = Client()
        sign_in(client, make_staff(*groups, **fields))
        return client

    return enter


@pytest.fixture
def manager(signed_in: Callable[..., Client]) -> Client:
    """Return the browser of a Site manager."""
    return signed_in("Site managers", email="manager@example.org")
