"""Write the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.finding.indexing import rebuild


class Command(BaseCommand):
    help = "Writes the search index anew from what readers get now. Searches are answered from the old one meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many pages there are."""
        self.stdout.write(f"The search index holds {rebuild()} pages.")
