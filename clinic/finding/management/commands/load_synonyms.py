"""Add the synonyms with which a site begins."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.finding.synonyms import load_synonyms


class Command(BaseCommand):
    help = "Adds the synonyms that come with the product. What is on the list already stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many are new."""
        self.stdout.write(f"{load_synonyms()} synonyms were added.")
