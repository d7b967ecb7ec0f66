"""Delete the reports of readers that were settled long ago."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.reports.services import forget_settled


class Command(BaseCommand):
    """Safe to run at any time and more than once; run by the scheduler each day."""

    help = "Delete problem reports that were settled 180 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_settled()
