"""Write the signed heads of the record's chains to the log."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.review.chains import heads
from articles.review.heads import line_of, log_heads


class Command(BaseCommand):
    """Keep its lines where the database's owner cannot reach them: ``manage.py verify_reviews --heads`` reads them."""

    help = "Log the signed heads of the chains that have grown, or print those of all with --all."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option."""
        parser.add_argument("--all", action="store_true", help="print the heads of all chains instead of logging")

    def handle(self, *args: Any, **options: Any) -> None:
        """Log or print."""
        if not options["all"]:
            log_heads()
            return
        for head in heads():
            self.stdout.write(line_of(head))
