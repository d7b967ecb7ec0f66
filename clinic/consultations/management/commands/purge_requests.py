"""Destroy the requests whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.consultations.retention import due, forget_searches, purge


class Command(BaseCommand):
    """Run by the scheduler each day; each request is a transaction of its own, so it can be stopped at any time."""

    help = "Purge requests past their retention, or with --dry-run say which would go."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say which would go, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run, verb = options["dry_run"], "would go" if options["dry_run"] else "purged"
        for request in due() if dry_run else purge():
            self.stdout.write(f"{request.reference}  {request.status}  {verb}")
        if not dry_run:
            forget_searches()
