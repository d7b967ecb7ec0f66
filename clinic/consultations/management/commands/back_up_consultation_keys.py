"""Write the second backup, of keys and blind index."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.consultations.key_backup import back_up, restore


class Command(BaseCommand):
    """Run by the scheduler each day. The files are under the data folder, in key-backups/."""

    help = "Back the wrapped keys up, and throw away backups past their days; or restore one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--restore", type=Path, metavar="FILE", help="Put back keys of requests that are there.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["restore"]:
                self.stdout.write(f"{restore(options['restore'])} keys restored.")
            else:
                self.stdout.write(f"Written: {back_up()}")
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror or error}") from error
