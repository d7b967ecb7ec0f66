"""Chain and sign the audit of requests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.consultations.audit import broken_links, seal


class Command(BaseCommand):
    """Safe to run at any time; run by the scheduler each minute. The signed head goes to the log as well."""

    help = "Seal new audit entries, or with --check compare all of them with their seals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only check; fails and says where it does not fit.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            seal()
        elif wrong := broken_links():
            raise CommandError("\n".join(wrong))
        else:
            self.stdout.write("Every seal fits.")
