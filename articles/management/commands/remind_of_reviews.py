"""Owe the reminders of reviews that are due."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.review.reminders import remind


class Command(BaseCommand):
    """Safe to run at any time and more than once; run by the scheduler each day."""

    help = "Remind reviewers 60, 30 and 7 days before a review lapses, and when it has."

    def handle(self, *args: Any, **options: Any) -> None:
        remind()
