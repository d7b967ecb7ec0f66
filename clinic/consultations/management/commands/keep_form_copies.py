"""Keep the copies of the public forms that stand while the database is away."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.http import HttpRequest
from django.utils.translation import override

from clinic.consultations.definitions import copy_path, keep_copy, load_definition
from clinic.consultations.models import Kind
from clinic.core.spam import forget_old


class Command(BaseCommand):
    """Run by the scheduler each hour; a form that is read keeps its own copy as well. Forgets old tallies too."""

    help = "Write the copies of the public forms, and throw away tallies that are two days old."

    def handle(self, *args: Any, **options: Any) -> None:
        site = urlsplit(settings.SITE_URL)
        request = HttpRequest()
        request.META = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port or 80)}
        for language, _name in settings.LANGUAGES:
            with override(language):
                for kind in Kind.values:
                    definition = load_definition(request, kind)
                    if definition.fresh:
                        keep_copy(definition, copy_path(kind))
        forget_old()
