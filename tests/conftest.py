"""What every test stands on: a PostgreSQL, and a database that is new for each test.

Which server: the one of DATABASE_URL, whose user must be allowed to create databases, or else an embedded one
that is thrown away afterwards (it never touches var/). The first process that needs a database migrates one, and each
pytest-xdist worker tests on a copy of it.

Which data: a test marked `django_db` runs in a transaction that is rolled back. A test that needs commits
(`django_db(transaction=True)`, `transactional_db`, `live_server`) runs on the same database, and afterwards the
copy is made again. Django would empty every table with TRUNCATE, which append-only tables refuse and which loses what
migrations put there.

Settings and models can be imported in tests and fixtures, and at the top of test modules, but not at the top of a
conftest.py: Django is set up after those are read.
"""

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any, Literal

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from clinic import embedded
from tests import worlds

MEMORY, ROOM = "/dev/shm", 2 * 1024**3  # noqa: S108 -- mkdtemp makes a new folder in it, mode 0700; room in bytes
RUN_FOLDER = "CLINIC_TEST_RUN"  # names, to the processes of a run, a folder that they share

_until_the_end = ExitStack()

ProofSize = Literal["small", "full"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the settings and start the server, before pytest-django reads the settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "clinic.settings.test"
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell's background job ignores it, and so do its children
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop around synchronous tests
    if os.environ.get("PROOF_SIZE", "small") not in ("small", "full"):
        raise pytest.UsageError("Setting PROOF_SIZE: give small or full.")
    if not os.environ.get("DATABASE_URL"):  # workers find it set by the process that started them
        folder = Path(tempfile.mkdtemp(prefix="clinic-test-", dir=_memory()))
        try:
            server = _until_the_end.enter_context(embedded.server(folder, throw_away=True))
        except embedded.EmbeddedServerError as error:
            raise pytest.UsageError(str(error)) from None
        os.environ["DATABASE_URL"] = server.url
        _until_the_end.callback(os.environ.pop, "DATABASE_URL")
    if RUN_FOLDER not in os.environ:
        run = os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="clinic-test-run-")
        _until_the_end.callback(_end_run, Path(run), keep=config.getoption("reuse_db"))
    data = Path(tempfile.mkdtemp(prefix="clinic-test-data-", dir=_memory()))  # of this process alone
    (data / "static").mkdir()
    _until_the_end.callback(shutil.rmtree, data)
    os.environ["DATA_DIR"] = str(data)
    from django.conf import settings

    assert settings.DATABASES  # read now, so that pytest-django finds them and sets Django up


def _memory() -> str | None:
    """Return a folder in memory with room for a run's databases, if the machine has one.

    Each copy is over a thousand files, made and deleted a hundred times, of which some file systems make hard work.
    """
    return MEMORY if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM else None


def pytest_xdist_auto_num_workers() -> int:
    """One worker for each core: a third only takes turns with them, and each has worlds of its own to build."""
    return os.cpu_count() or 1


def pytest_collection_finish() -> None:
    """Take what is loaded by now out of the collector's rounds: they would look at all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the tests of a module that begin with the same world follow each other, in the order that chance gave."""
    modules: dict[str, int] = {}
    for item in items:
        modules.setdefault(item.nodeid.partition("::")[0], len(modules))
    items.sort(key=lambda item: (modules[item.nodeid.partition("::")[0]], worlds.wanted_by(item)))


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> None:
    """Have the world stand that a test begins with, before pytest-django opens the test's transaction."""
    if fixturedef.argname == "_django_db_helper":
        worlds.prepare_for(request.node, request.getfixturevalue("django_db_blocker").unblock)


def _end_run(run: Path, *, keep: bool) -> None:
    """Throw away what the processes of this run shared."""
    migrated = run / "migrated"
    if migrated.exists() and not keep:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(migrated.read_text())))
    shutil.rmtree(run)
    del os.environ[RUN_FOLDER]


def pytest_unconfigure() -> None:
    """Leave the embedded server, which stops it."""
    _until_the_end.close()


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    """Begin with an empty cache: rolling back takes no address of a page and no rate limit out of it."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def proof_size() -> ProofSize:
    """How much a heavy proof tries: `small` in make test, `full` in make prove (PROOF_SIZE)."""
    return "full" if os.environ.get("PROOF_SIZE") == "full" else "small"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_keepdb: bool, django_db_createdb: bool
) -> Iterator[None]:
    """Lend this process a copy of the migrated database, and have tests that commit return to it."""
    from django.test import TransactionTestCase

    from tests.databases import copy_database, drop_database, migrate_once, migrated_database, use_copy, used_database

    with django_db_blocker.unblock():
        migrate_once(Path(os.environ[RUN_FOLDER]), keep=django_db_keepdb and not django_db_createdb)
        use_copy(f"{migrated_database()}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda _test: copy_database(migrated_database(), used_database())
        )
        yield
    with django_db_blocker.unblock():
        drop_database(used_database())


@pytest.fixture(scope="session")
def sample_loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Load the sample site once and keep a copy of the database with it; what the command printed.

    Pictures and the file of the accounts stay in the data folder.
    """
    from django.core.management import call_command

    from tests.databases import copy_database, drop_database, migrated_database, sample_database, used_database

    with django_db_blocker.unblock():
        worlds.take_down()  # of a test before: the sample site refuses to stand beside other content
        said = StringIO()
        call_command("sample_site", stdout=said)
        copy_database(used_database(), sample_database())
        copy_database(migrated_database(), used_database())
    yield said.getvalue()
    with django_db_blocker.unblock():
        drop_database(sample_database())


@pytest.fixture(scope="module")
def sample_site(sample_loaded: str, django_db_blocker: Any) -> Iterator[None]:
    """Lend the sample site to a module whose tests leave its content as it is: it is not made again between them.

    Loading it takes a while, so such modules share one worker: ``pytest.mark.xdist_group("sample_site")``.
    """
    from django.test import TransactionTestCase

    from tests.databases import copy_database, migrated_database, sample_database, used_database

    with django_db_blocker.unblock():
        copy_database(sample_database(), used_database())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: None)
        yield
    with django_db_blocker.unblock():
        copy_database(migrated_database(), used_database())
