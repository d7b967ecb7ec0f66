"""What a browser may run on which page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def policy(client: Client, address: str) -> dict[str, list[str]]:
    """Read the policy that an address is sent with."""
    header = client.get(address).headers["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in header.split(";") if part.strip())}


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/documents/1/none/"])
def test_no_page_outside_the_admin_may_run_inline_styles_or_scripts_but_our_two(address: str) -> None:
    found = policy(Client(), address)
    assert found["default-src"] == ["'self'"]
    assert "style-src" not in found
    own, *named = found["script-src"]
    assert own == "'self'"
    assert len(named) == 2
    assert all(name.startswith("'sha256-") for name in named)


def test_the_admin_gets_inline_scripts_but_nothing_from_elsewhere(signed_in: Callable[..., Client]) -> None:
    found = policy(signed_in("Editors"), reverse("wagtailadmin_home"))
    assert found["script-src"] == found["style-src"] == ["'self'", "'unsafe-inline'"]
    assert set(found["img-src"]) == {"'self'", "data:", "blob:"}
    assert found["default-src"] == ["'self'"]
