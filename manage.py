#!/usr/bin/env python
"""The one entry point for commands."""

import gc
import os
import sys

from clinic.first_run import complete_environment, new_consultation_key, new_secret_key

DEVELOPMENT = "clinic.settings.dev"
# These read neither the database nor the key, so they work before there is either.
INDEPENDENT = {
    "collectstatic",
    "compilemessages",
    "help",
    "make_consultation_key",
    "make_secret_key",
    "makemessages",
    "version",
}


def main() -> None:
    """Run a management command, with the embedded PostgreSQL when DATABASE_URL is unset.

    Under other settings than development's nothing is made up: the environment has to say it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    gc.set_threshold(50_000, 20, 50)  # the usual 700 costs a fifth of the start of every command
    from django.core.management import execute_from_command_line

    command = sys.argv[1].lstrip("-") if len(sys.argv) > 1 else "help"
    if command in INDEPENDENT or {"-h", "--help"} & set(sys.argv):
        os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or "postgresql:///"
        os.environ["SECRET_KEY"] = os.environ.get("SECRET_KEY") or new_secret_key()
        os.environ["CONSULTATION_KEYS"] = os.environ.get("CONSULTATION_KEYS") or new_consultation_key()
        execute_from_command_line(sys.argv)
    elif os.environ["DJANGO_SETTINGS_MODULE"] == DEVELOPMENT:
        with complete_environment():
            execute_from_command_line(sys.argv)
    else:
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
