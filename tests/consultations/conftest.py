"""Members of Intake staff, and everybody else."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from clinic.accounts.models import User


@pytest.fixture
def ana(db: None) -> "User":
    """A member of Intake staff."""
    from tests.consultations.people import member

    return member("ana@example.org", "Intake staff")


@pytest.fixture
def desk(client: Client, ana: "User") -> Client:
    """Ana's browser."""
    from tests.staff import let_in

    return let_in(client, ana)
