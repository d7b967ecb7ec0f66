"""Worlds that tests begin with: built once for tests that follow each other, lent to each as a copy.

Building one takes hundreds of queries. What a test does to the database is rolled back as ever, so the next one finds
the world as it was built; a test that wants another world, or none, or commits, begins with an empty database.
"""

import copy
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from shutil import copytree
from typing import Any

import pytest


@dataclass
class _Standing:
    """The world that stands in the database of this process."""

    name: str = ""
    world: Any = None
    media: Path | None = None


_standing = _Standing()


def lent(name: str) -> Any:
    """Return a fixture that lends the world which a class or function builds; ``name`` is its ``module:attribute``.

    The test has the database, and files of its own. A test that commits has its world built for it alone.
    """

    def world(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Any:
        commits = _commits(request.node)
        request.getfixturevalue("transactional_db" if commits else "db")
        settings.MEDIA_ROOT = tmp_path
        if commits:
            return resolve_name(name)()
        assert _standing.name == name, "A test begins with one world."
        copytree(str(_standing.media), tmp_path, dirs_exist_ok=True)
        return copy.deepcopy(_standing.world)

    world.world = name  # type: ignore[attr-defined] # by which the hooks know what a test begins with
    return pytest.fixture(world)


def wanted_by(item: pytest.Item) -> str:
    """Return the name of the world that a test begins with, or nothing."""
    definitions = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009 -- pytest has no other way to ask
    names = [
        getattr(definitions[name][-1].func, "world", "")
        for name in getattr(item, "fixturenames", ())
        if name in definitions
    ]
    return "" if _commits(item) else next(filter(None, names), "")


def prepare_for(item: pytest.Item, unblock: Callable[[], Any]) -> None:
    """Have the world stand that a test begins with, and no other."""
    wanted = wanted_by(item)
    if wanted == _standing.name:
        return
    from django.test import override_settings

    with unblock():
        take_down()
        if wanted:
            media = Path(tempfile.mkdtemp(prefix="world-", dir=_data_dir()))
            with override_settings(MEDIA_ROOT=media):
                _standing.world = resolve_name(wanted)()
            _standing.name, _standing.media = wanted, media


def take_down() -> None:
    """Return to a database without a world."""
    from tests.databases import copy_database, migrated_database, used_database

    if _standing.name:
        forget()
        copy_database(migrated_database(), used_database())


def forget() -> None:
    """Know that the database has been made anew."""
    _standing.name, _standing.world, _standing.media = "", None, None


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    marked = bool(marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])))
    return marked or bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


def _data_dir() -> Path:
    from django.conf import settings

    return Path(settings.DATA_DIR)
