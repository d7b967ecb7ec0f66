"""Bring the database and the static files up to date, before the site is served."""

import errno
import hashlib
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

OLDEST_POSTGRESQL = 15
FOR_A_PERSON = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS)


class Command(BaseCommand):
    """Safe to run again: what is up to date is left alone. What a person can put right is said in one line."""

    help = "Migrate, collect static files if they changed and, with --sample, fill an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sample", action="store_true", help="Load the sample site into an empty database.")
        parser.add_argument("--no-static", action="store_true", help="Leave static files as they are.")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.INFO)  # loading the sample site would tell of every page
        try:
            check_server()
            if not options["no_static"]:
                self.collect_static()
            self.migrate()
            if options["sample"] and "sample_site" in get_commands():
                call_command("sample_site", "--if-empty", stdout=self.stdout)
        except DatabaseError as error:
            raise CommandError(f"The database says: {reason(error)}") from error
        except OSError as error:
            if error.errno not in FOR_A_PERSON:
                raise
            where = error.filename or settings.DATA_DIR
            raise CommandError(f"{where}: {error.strerror}. Put that right, then run this again.") from error
        finally:
            logging.disable(logging.NOTSET)

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0)
            if "rebuild_search" in get_commands():
                call_command("rebuild_search", stdout=self.stdout)  # the index may hold other things from now on

    def collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
        found = fingerprint()
        if stamp.exists() and stamp.read_text() == found:
            return
        self.stdout.write("Collecting and compressing static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(found)


def check_server() -> None:
    """Raise CommandError, in one line, unless the database can be used."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0]) // 10000
    except DatabaseError as error:
        where = f"{connection.settings_dict['HOST'] or 'this machine'}, database {connection.settings_dict['NAME']}"
        raise CommandError(
            f"The database cannot be used ({where}): {reason(error)}. Check DATABASE_URL, or unset it to use"
            " the embedded server."
        ) from error
    if version < OLDEST_POSTGRESQL:
        raise CommandError(f"PostgreSQL {OLDEST_POSTGRESQL} or later is needed; DATABASE_URL names a {version}.")


def reason(error: Exception) -> str:
    """The telling part of a database error, which may list every address that it tried over several lines."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    telling = next((line for line in lines if "failed: " in line), lines[-1])
    return telling.rpartition("failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")


def fingerprint() -> str:
    """A digest of every static file's name, size and time, and of the way they are stored."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
