"""Destroy the requests whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.consultations.retention import due, forget_searches, remove


class Command(BaseCommand):
    """Run by the scheduler each day; each request is a transaction of its own, so it can be stopped at any time."""

    help = "Purge requests past their retention, or with --dry-run say which would go."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say which would go, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        for request in due():
            if not options["dry_run"]:
                remove(request, why="retention")
            verb = "would go" if options["dry_run"] else "purged"
            self.stdout.write(f"{request.reference}  {request.status}  {verb}")
        if not options["dry_run"]:
            forget_searches()
