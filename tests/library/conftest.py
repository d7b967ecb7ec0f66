"""Staff as the tests of the library need them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.worlds import lent

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def signed_in(db: None) -> "Callable[[str], Client]":
    """Return a function that gives a browser in which somebody of a group is signed in."""

    def sign_in(group: str) -> "Client":
        from django.test import Client

        from tests.factories import UserFactory
        from tests.staff import let_in

        return let_in(Client(), UserFactory(groups=[group]))

    return sign_in


shelf = lent("tests.library.shelf:Shelf")  # a site with a small library
