"""Bring every data key under the newest key-encryption key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.consultations.keyring import DecryptionError
from clinic.consultations.rotation import BATCH, left_under, rewrap_batches


class Command(BaseCommand):
    """Put a new key first in CONSULTATION_KEYS, restart every process, run this, then take the old key out.

    It can be stopped and run again. It ends with status 0 only if no data key is left under an old one.
    """

    help = "Rewrap every data key under the first of CONSULTATION_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="How many keys to rewrap in one transaction.")

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        try:
            for count in rewrap_batches(options["batch"]):
                done += count
        except DecryptionError as error:
            raise CommandError(f"{done} rewrapped; then: {error}") from error
        left = left_under()
        if left:
            raise CommandError(f"Keys are left under old ones, written meanwhile: {left}. Restart all, run this again.")
        self.stdout.write(f"{done} data keys rewrapped. No data key is under an old key: it may be taken out.")
