"""Take down pages whose review has lapsed, where the clinic has decided so."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.review.lapse import unpublish_lapsed


class Command(BaseCommand):
    """Does nothing unless "when a review lapses" says that the page is unpublished."""

    help = "Unpublish pages whose review has lapsed, if the rules of medical review say so."

    def handle(self, *args: Any, **options: Any) -> None:
        """Unpublish and say how many."""
        if count := unpublish_lapsed():
            self.stdout.write(f"{count} pages unpublished: their review has lapsed.")
