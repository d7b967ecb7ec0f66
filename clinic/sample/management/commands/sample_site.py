"""Load the sample site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.sample.site import is_loaded, load_sample_site
from clinic.sample.structure import SiteNotEmptyError, is_empty, refuse_if_not_empty


class Command(BaseCommand):
    """``manage.py sample_site``: a clinic, plainly marked as a sample, to look at and to try things on."""

    help = "Load the sample site. Refuses where other content is, unless --force; loaded again it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--force", action="store_true", help="load it beside what is there, as the site's root")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is any content")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say in one line why not."""
        if is_loaded():
            self.stdout.write("The sample site is loaded already. Nothing was changed.")
            return
        if options["if_empty"] and not is_empty():
            return
        if not options["force"]:
            try:
                refuse_if_not_empty()
            except SiteNotEmptyError as refusal:
                raise CommandError(f"{refusal} Use --force to load the sample site beside it.") from refusal
        path = load_sample_site()
        self.stdout.write(f"The sample site is loaded. Its accounts are described in {path}")
