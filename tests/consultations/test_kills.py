"""Whatever is killed during submissions, nothing confirmed is lost, nothing is there twice, and each mail arrives."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from clinic import embedded
from clinic.consultations.keyring import read_keys
from clinic.first_run import new_consultation_key
from tests.databases import dump, restore, used_database

ROOT = Path(__file__).resolve().parents[2]
FIRST_KEY, SECOND_KEY = new_consultation_key(), new_consultation_key()
OLD = read_keys(FIRST_KEY).newest_id
LEFT = "SELECT count(*) FROM consultations_wrappedkey WHERE kek_id = %s"
HALF = "SELECT id FROM consultations_wrappedkey WHERE kek_id = %s ORDER BY id LIMIT %s FOR UPDATE"
OWED = "SELECT count(*) FROM core_owedmail WHERE settled_at IS NULL"
PAUSES_ARE_OVER = "UPDATE core_owedmail SET next_try_at = now() WHERE settled_at IS NULL RETURNING id"


class Site:
    """The processes of one site on one server, what browsers were shown and what the mail server took."""

    def __init__(self, folder: Path, url: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.shown, self.taken, self.read = folder / "shown", folder / "taken", folder / "read"
        for file in (self.shown, self.taken, self.read):
            file.touch()
        self.url, self.keys, self.running = url, FIRST_KEY, set[int]()
        environment = {
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "clinic.settings.test",
            "LOG_LEVEL": "ERROR",
        }
        with (folder / "stderr").open("ab") as errors:
            self.stage = subprocess.Popen(
                [sys.executable, "-m", "tests.consultations.actors"],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def start(self, *words: object) -> int:
        """Start a process with the keys of now, and return its number."""
        assert self.stage.stdin
        assert self.stage.stdout
        self.stage.stdin.write(" ".join(map(str, (self.keys, *words))) + "\n")
        self.stage.stdin.flush()
        started = int(self.stage.stdout.readline())
        self.running.add(started)
        return started

    def kill(self) -> None:
        """Kill -9 every process that was started."""
        for number in filter(alive, self.running):
            kill(number)

    def submit(self, many: int) -> list[int]:
        """Start two web workers, each for half of the forms; few are sent slowly, lest all are sent before a kill."""
        halves, pause = ((0, many // 2), (many // 2, many)), 0 if many > 1000 else 0.1
        return [self.start("submit", self.shown, first, last, pause) for first, last in halves]

    def confirmed(self) -> dict[int, set[str]]:
        """Return the references that each form was given."""
        found: dict[int, set[str]] = {}
        for line in self.shown.read_text().splitlines():
            number, reference = line.split()
            found.setdefault(int(number), set()).add(reference)
        return found

    def ask(self, statement: LiteralString, *values: object) -> Any:
        """Return the first value of the first row."""
        with psycopg.connect(self.url) as connection:
            row = connection.execute(statement, values).fetchone()
            return row and row[0]

    def left(self) -> int:
        """Return how many data keys are under the old key."""
        return int(self.ask(LEFT, OLD))


@contextmanager
def opened(folder: Path, url: str) -> Iterator[Site]:
    """Open a site, and kill what is left of it afterwards."""
    site = Site(folder, url)
    try:
        yield site
    finally:
        site.kill()
        site.stage.kill()
        site.stage.communicate()


def kill(number: int) -> None:
    """Kill -9, and wait until it is gone."""
    os.kill(number, signal.SIGKILL)
    until(lambda: not alive(number))


def alive(number: int) -> bool:
    """Say whether a process is there; one that is dead and waits for its parent counts as gone."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition: Callable[[], bool], seconds: int = 3600) -> None:
    """Wait for something to become true, and spend little of the machine on looking."""
    end = time.monotonic() + seconds
    while True:
        began = time.monotonic()
        if condition():
            return
        assert began < end, "it does not come true"
        time.sleep(0.02 + 5 * (time.monotonic() - began))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder with a server of its own: the one of the other tests is not to be killed."""
    made = Path(tempfile.mkdtemp(prefix="clinic-kill-"))
    yield made
    shutil.rmtree((made / "postgres").resolve(), ignore_errors=True)  # root's lies elsewhere
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.django_db(transaction=True)
def test_nothing_confirmed_is_lost_or_doubled_whatever_is_killed(folder: Path, proof_size: str, tmp_path: Path) -> None:
    from wagtail.models import Site as WagtailSite

    from clinic.consultations.models import IntakeSettings

    many = 10_000 if proof_size == "full" else 60
    IntakeSettings.objects.update_or_create(site=WagtailSite.objects.get(), defaults={"told": "intake@example.org"})
    schema = dump(used_database(), tmp_path / "schema.sql", "--no-owner", "--no-statistics")
    with ExitStack() as at_the_end:
        with embedded.server(folder) as server:
            restore(schema, server.url)
            site = at_the_end.enter_context(opened(folder, server.url))
            kill_everything_once(site, many, int((server.place.data / "postmaster.pid").read_text().split()[0]))
            first = site.confirmed()
            assert many // 2 <= len(first) < many
        with embedded.server(folder):
            site.kill()
            send_everything_again(site, many)
            check(site, many)
            if proof_size == "full":
                mails = len(site.taken.read_text().splitlines())
                print(f"{many} forms, {len(first)} confirmed before the last kill, {many} requests, {mails} mails")


def kill_everything_once(site: Site, many: int, postmaster: int) -> None:
    """Kill -9 both web workers, the rotation of keys half-way, the mail server and the database, amid submissions."""
    mail_server = site.start("serve_mail", site.taken, site.port)
    site.start("mail", site.port)
    workers = site.submit(many)
    until(lambda: len(site.confirmed()) >= many // 4)
    for number in workers:
        kill(number)
    site.keys = f"{SECOND_KEY},{FIRST_KEY}"  # a new key is put first, and every process starts anew
    workers = site.submit(many)
    with psycopg.connect(site.url) as holding:
        held = len(holding.execute(HALF, [OLD, site.left() // 2]).fetchall())
        rotation = site.start("rotate", 10)
        until(lambda: site.left() == held)  # it has done all but those, and waits for them
        kill(rotation)
    assert site.left() == held > 0
    until(lambda: len(site.confirmed()) >= many // 2)
    kill(mail_server)
    rotation = site.start("rotate", 200)
    until(lambda: not alive(rotation))
    assert site.left() == 0, "the old key may be taken out"
    until(lambda: len(site.confirmed()) >= many * 2 // 3)
    assert any(map(alive, workers)), "they are still sending"
    os.kill(postmaster, signal.SIGKILL)
    until(lambda: not any(map(alive, workers)))


def send_everything_again(site: Site, many: int) -> None:
    """Have everybody send their form once more, wait until each mail has gone out, and read every request."""
    site.keys = SECOND_KEY  # the old one is taken out
    site.start("serve_mail", site.taken, site.port)
    everybody = site.submit(many)
    until(lambda: not any(map(alive, everybody)))
    site.ask(PAUSES_ARE_OVER)
    site.start("mail", site.port)
    until(lambda: site.ask(OWED) == 0)
    reader = site.start("read", site.read)
    until(lambda: not alive(reader))


def check(site: Site, many: int) -> None:
    """Hold what browsers were shown against what is there, what can be read, and which mails arrived."""
    shown, taken = site.confirmed(), site.taken.read_text().split()
    with psycopg.connect(site.url) as connection:
        kept = connection.execute("SELECT form_token, reference FROM consultations_consultationrequest").fetchall()
        owed = connection.execute("SELECT count(*), count(DISTINCT about) FROM core_owedmail").fetchone()
        keys = connection.execute("SELECT count(*) FROM consultations_wrappedkey WHERE purpose = 'request'").fetchone()
    assert len(shown) == len(kept) == many
    assert {token.int: {reference} for token, reference in kept} == shown, "one form, one reference, however often sent"
    assert owed == (many, many)
    assert keys == (many,)
    assert set(taken) == {reference for _token, reference in kept}, "a mail about each, and about no other"
    assert sorted(site.read.read_text().splitlines()) == sorted(f"{number} Person {number}" for number in range(many))
