"""Send the mail that is owed."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.core.outbox import send_owed_mail


class Command(BaseCommand):
    """Safe to run at any time and more than once; run by the scheduler each minute."""

    help = "Send the mail that is owed and due."

    def handle(self, *args: Any, **options: Any) -> None:
        send_owed_mail()
