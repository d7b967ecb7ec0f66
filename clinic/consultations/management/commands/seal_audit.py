"""Chain and sign the audit of requests."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.consultations.audit import broken_links, seal
from clinic.consultations.keyring import DecryptionError


class Command(BaseCommand):
    """Safe to run at any time; run by the scheduler each minute. The signed head goes to the log as well."""

    help = "Seal new audit entries, or with --check compare all of them with their seals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only check; fails and says where it does not fit.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if not options["check"]:
                seal()
                return
            wrong = broken_links()
        except DecryptionError as error:
            raise CommandError(f"The audit cannot be sealed: {error}") from error
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write("Every seal fits.")
