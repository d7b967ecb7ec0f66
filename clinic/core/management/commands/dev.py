"""Serve the site while its code is being written."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Migrates, loads the sample site into an empty database, then serves on HOST and PORT with reload."""

    help = "Prepare the database, then run the development server on HOST and PORT."

    def handle(self, *args: Any, **options: Any) -> None:
        if os.environ.get("RUN_MAIN") != "true":  # the reloader starts this command again in a child
            call_command("prepare", "--sample", "--no-static", stdout=self.stdout)
        host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
        call_command("runserver", f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
