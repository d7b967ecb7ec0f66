"""Shows what a sample account's authenticator app would show."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.accounts.services import current_sample_code


class Command(BaseCommand):
    """Print the six digits that a sample account signs in with now."""

    help = "Print the current six-digit code of a sample account. Refuses for any other."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the account's address."""
        parser.add_argument("email", help="the sample account's e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the code, or fail with one line."""
        try:
            self.stdout.write(current_sample_code(options["email"]))
        except ValueError as error:
            raise CommandError(str(error)) from None
