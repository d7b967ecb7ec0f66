"""Doing what may be refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction


def attempt(act: Callable[[], Any]) -> None:
    """Do something that may be refused, and go on as whoever was refused would."""
    try:
        with transaction.atomic():
            act()
    except (PermissionDenied, ValidationError, DatabaseError):
        pass
