"""`make run` from outside: it serves, it stops whole, and it starts again after anything."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import psutil
import pytest
import requests

from clinic import embedded
from tests.conftest import ProofSize

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.xdist_group("serve")  # one worker, so that one first run is enough


class Run:
    """One supervisor, serving from a data folder on a port."""

    started: ClassVar[list[subprocess.Popen[str]]] = []

    def __init__(self, data_dir: Path, port: int, *wrapper: str, **environment: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.url = f"http://127.0.0.1:{port}"
        self.output = ""
        self.process = subprocess.Popen(
            [*wrapper, sys.executable, "-m", "clinic.serve", "--with-parent", "--no-sample"],
            cwd=ROOT,
            env={**kept, "DATA_DIR": str(data_dir), "PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(self.process)

    def wait_until_it_serves(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.output += line
            if "Ctrl-C stops everything" in line:
                return
        raise AssertionError(f"It did not serve:\n{self.output}")

    def end(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(sign)
        self.output += self.process.communicate(timeout=40)[0]
        return self.process.returncode


def processes_of(data_dir: Path) -> list[str]:
    """The command lines of all that runs for a data folder."""
    found = []
    base = str((data_dir / "postgres").resolve())
    for process in psutil.process_iter():
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                continue
            line = " ".join(process.cmdline())
            if process.environ().get("DATA_DIR") == str(data_dir) or base in line:
                found.append(line)
        except psutil.Error:
            continue
    return found


def nothing_runs(data_dir: Path, within: float = 15) -> bool:
    deadline = time.monotonic() + within
    while (left := processes_of(data_dir)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return not left


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """End what a failed test left, so that it fails alone."""
    yield
    while Run.started:
        process = Run.started.pop()
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def data_dir(django_db_setup: None, proof_size: ProofSize) -> Iterator[Path]:
    """A data folder; at small size its database is migrated already, as the one of the other tests."""
    from tests.databases import dump, migrated_database, restore

    folder = Path(tempfile.mkdtemp(prefix="clinic-run-"))
    if proof_size == "small":
        with embedded.server(folder) as server:
            restore(dump(migrated_database(), folder / "migrated.sql", "--no-owner"), server.url)
    yield folder
    assert nothing_runs(folder)
    shutil.rmtree((folder / "postgres").resolve())
    shutil.rmtree(folder)


def workers_of(run: Run) -> list[psutil.Process]:
    """The processes that carry out background tasks."""
    found = []
    for child in psutil.Process(run.process.pid).children():
        with suppress(psutil.NoSuchProcess):  # it ended while it was looked at
            if child.status() != psutil.STATUS_ZOMBIE and "db_worker" in child.cmdline():
                found.append(child)
    return found


def test_it_serves_as_production_does_stops_whole_and_serves_again_after_anything(
    data_dir: Path, port: int, proof_size: ProofSize
) -> None:
    first = Run(data_dir, port)
    first.wait_until_it_serves()
    name = json.loads((data_dir / "static" / "staticfiles.json").read_text())["paths"]["wagtailadmin/css/core.css"]
    asked = {"Accept-Encoding": "br"}
    with requests.get(f"{first.url}/static/{name}", headers=asked, timeout=10, stream=True) as style:
        assert style.headers["Content-Encoding"] == "br"
        assert "immutable" in style.headers["Cache-Control"]
    page = requests.get(f"{first.url}/account/login/", timeout=10)
    assert (page.status_code, page.headers["Content-Encoding"]) == (200, "gzip")
    missing = requests.get(f"{first.url}/nothing-here/", timeout=10)
    assert missing.status_code == 404
    assert missing.headers["Content-Encoding"] == "br"
    assert "DEBUG = True" not in missing.text

    assert len(processes_of(data_dir)) > 5
    [worker] = workers_of(first)
    worker.kill()
    deadline = time.monotonic() + 60
    while worker in (living := workers_of(first)) or not living:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    first.process.kill()  # with all that it started still running

    again = Run(data_dir, port)
    again.wait_until_it_serves()
    first.output += first.process.communicate()[0]
    assert "The worker process ended" in first.output
    assert "Migrating" not in again.output
    assert "Collecting" not in again.output
    assert requests.get(f"{again.url}/account/login/", timeout=10).status_code == 200
    assert again.end(signal.SIGTERM) == 0
    assert nothing_runs(data_dir, within=1)
    if proof_size == "full":
        closed = Run(data_dir, port)
        closed.wait_until_it_serves()
        assert closed.end(signal.SIGHUP) == 0  # a closed terminal takes the same way as Ctrl-C
        assert nothing_runs(data_dir, within=1)
        made = Run(data_dir, port, "sh", "-c", '"$@"; true', "make")
        made.wait_until_it_serves()
        made.end(signal.SIGKILL)  # of make alone, not of what it started
        assert nothing_runs(data_dir)


def test_ctrl_c_while_it_starts_leaves_no_process(data_dir: Path, port: int) -> None:
    run = Run(data_dir, port)
    assert run.process.stdout
    run.output = run.process.stdout.readline()
    assert "Starting PostgreSQL" in run.output
    assert run.end(signal.SIGINT) == 0
    assert nothing_runs(data_dir)


def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = Run(tmp_path, port)
        output = run.process.communicate(timeout=30)[0]
    assert run.process.returncode == 1
    assert output == (
        f"Cannot listen on 127.0.0.1 port {port}, which another program uses: stop it, or choose another port,"
        " as in PORT=8001 make run.\n"
    )


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"PORT": "http"}, "Setting PORT: give a number from 1 to 65535, not 'http'."),
        ({"HOST": "no-such-host.invalid"}, "check HOST and PORT."),
        (
            {"DATABASE_URL": "postgresql://x:secret@127.0.0.1:1/x"},
            "The database cannot be used (127.0.0.1, database x): Connection refused",
        ),
        ({"DATABASE_URL": "mysql://x"}, "Setting DATABASE_URL: start it with postgresql://."),
        ({"SITE_URL": "http://www.example.org"}, "Setting SITE_URL: use https;"),
    ],
)
def test_what_keeps_it_from_serving_is_said_in_one_line(
    tmp_path: Path, port: int, environment: dict[str, str], line: str
) -> None:
    run = Run(tmp_path, port, **{"DATABASE_URL": "postgresql://x@127.0.0.1:1/x", **environment})
    output = run.process.communicate(timeout=30)[0]
    assert run.process.returncode == 1
    assert line in output
    assert output.count("\n") == 1
    assert "secret" not in output


def test_a_server_that_is_too_old_is_said_in_one_line(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.management import CommandError

    from clinic.core.management.commands import prepare

    monkeypatch.setattr(prepare, "OLDEST_POSTGRESQL", 99)
    with pytest.raises(CommandError, match=r"^PostgreSQL 99 or later is needed; DATABASE_URL names a \d+\.$"):
        prepare.check_server()
