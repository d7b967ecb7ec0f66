"""Staff as the tests of people need them."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from clinic.accounts.models import User


@pytest.fixture
def manager(db: None) -> "User":
    """Return someone who may keep people."""
    from tests.factories import UserFactory

    return UserFactory(email="manager@example.org", groups=["Site managers"])


@pytest.fixture
def managing(client: "Client", manager: "User") -> "Client":
    """Return a browser in which ``manager`` is signed in."""
    from tests.staff import let_in

    return let_in(client, manager)
