"""Publish and unpublish what is due by the clock."""

from typing import Any

from django.apps import apps
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page

from articles.review.schedules import publish_due, unpublish_expired


class Command(publish_scheduled.Command):
    """Wagtail's stops at the first page that may not go live; this holds that page, says so and goes on."""

    help = "Publish and unpublish what is due by the clock, page by page."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all that is due; a dry run is Wagtail's."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
        unpublish_expired([Page, *(model for model in others if not issubclass(model, Page))])
        publish_due()
