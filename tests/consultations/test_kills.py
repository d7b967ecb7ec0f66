"""A worker and a database are killed during submissions: nothing confirmed is lost, and nothing is there twice."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from clinic import embedded
from tests.consultations.test_proofs import PG_DUMP, dump

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder with a server of its own: the one of the other tests is not to be killed."""
    made = Path(tempfile.mkdtemp(prefix="clinic-kill-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


def worker(url: str, data: Path, many: int) -> subprocess.Popen[str]:
    """Start a worker that takes all forms."""
    environment = {"DATABASE_URL": url, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "clinic.settings.test"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.consultations.submitter", "0", str(many)],
        cwd=ROOT,
        env={**os.environ, **environment, "LOG_LEVEL": "ERROR"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def confirmed(process: subprocess.Popen[str], at_most: int) -> Iterator[tuple[int, str]]:
    """Yield what was confirmed, until so many were or the worker ended."""
    assert process.stdout
    for _ in range(at_most):
        line = process.stdout.readline()
        if not line.endswith("\n"):
            return
        number, reference = line.split()
        yield int(number), reference


@pytest.mark.django_db(transaction=True)
def test_nothing_confirmed_is_lost_or_doubled_when_worker_and_database_are_killed(
    folder: Path, proof_size: str, tmp_path: Path
) -> None:
    many = 10_000 if proof_size == "full" else 60
    schema, seen = dump(tmp_path / "schema.sql", "--no-owner", "--no-statistics"), dict[int, set[str]]()

    def note(found: Iterator[tuple[int, str]]) -> None:
        for number, reference in found:
            seen.setdefault(number, set()).add(reference)

    with embedded.server(folder) as server:
        subprocess.run(
            [PG_DUMP.with_name("psql"), "-q", "-f", schema, server.url],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with worker(server.url, folder, many) as process:
            note(confirmed(process, many // 3))
            process.kill()  # kill -9, in the middle of others
            note(confirmed(process, many))
        with worker(server.url, folder, many) as process:
            note(confirmed(process, many // 2))
            postmaster = int((server.place.data / "postmaster.pid").read_text().split()[0])
            os.kill(postmaster, signal.SIGKILL)
            note(confirmed(process, many))
    first = dict(seen)
    assert many // 3 <= len(first) < many
    with embedded.server(folder) as server:
        with worker(server.url, folder, many) as process:  # everybody sends their form once more
            note(confirmed(process, many))
        with psycopg.connect(server.url) as connection:
            kept = dict(connection.execute("SELECT form_token, reference FROM consultations_consultationrequest"))  # type: ignore[arg-type]
            mails = connection.execute("SELECT count(*), count(DISTINCT about) FROM core_owedmail").fetchone()
            keys = connection.execute(
                "SELECT count(*) FROM consultations_wrappedkey WHERE purpose = 'request'"
            ).fetchone()
    assert len(seen) == len(kept) == many
    assert mails == (many, many)
    assert keys == (many,)
    assert {number: {kept_reference} for token, kept_reference in kept.items() for number in [token.int]} == seen
