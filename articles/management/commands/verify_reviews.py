"""Check the record of what was signed and published."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.review.heads import ForgedHeadError, heads_in
from articles.review.verification import problems


class Command(BaseCommand):
    """Recompute every digest, chain and pointer. Ends with status 1 and a line for each thing that does not match."""

    help = "Check the record of what was signed and published, with --heads FILE also against signed heads of a log."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option."""
        parser.add_argument("--heads", metavar="FILE", help="a log that holds signed heads; - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found. Raises CommandError."""
        try:
            found = problems(list(heads_in(_lines(options["heads"]))))
        except OSError as error:
            raise CommandError(f"{options['heads']} cannot be read: {error.strerror}.") from error
        except ForgedHeadError as error:
            raise CommandError(f"This head is not signed with this site's key: {error}") from error
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"The record does not hold: {len(found)} things do not match.")
        self.stdout.write("The record holds.")


def _lines(name: str | None) -> list[str]:
    if not name:
        return []
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8", errors="replace")
    return text.splitlines()
