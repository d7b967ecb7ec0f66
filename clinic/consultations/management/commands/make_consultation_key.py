"""Print a new key for CONSULTATION_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.first_run import new_consultation_key


class Command(BaseCommand):
    """Prints one random key on one line; it is kept nowhere. To rotate, put it first and keep the others."""

    help = "Print a random key, fit for CONSULTATION_KEYS."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(new_consultation_key())
