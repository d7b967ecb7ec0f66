"""Print a new SECRET_KEY."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.first_run import new_secret_key


class Command(BaseCommand):
    """Prints one random key on one line; it is kept nowhere."""

    help = "Print a random key, fit for SECRET_KEY."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(new_secret_key())
