"""Whole databases as fixtures: copied, returned to, thrown away."""

from django.core.cache import caches
from django.db import connection


def used_database() -> str:
    """Return the name of the database that this process tests on."""
    return str(connection.settings_dict["NAME"])


def template_database() -> str:
    """Return the name of its copy, made right after the migrations."""
    return f"{used_database()}_template"


def sample_database() -> str:
    """Return the name of the copy that holds the sample site, where a test asked for it."""
    return f"{used_database()}_sample"


def copy_database(source: str, target: str) -> None:
    """Make ``target`` anew as a copy of ``source``. Whoever is connected to either is cut off; caches are emptied."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    for cache in caches.all(initialized_only=True):
        cache.clear()


def drop_database(name: str) -> None:
    """Throw a copy away."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
