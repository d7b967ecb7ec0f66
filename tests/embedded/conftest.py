"""Processes that use an embedded server of their own, as the user of the tests and as an ordinary one."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
# Where the tests run as root, the second case is a user without any right but to read the interpreter.
USERS = ("root", "nobody") if IS_ROOT else ("self",)
ORDINARY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
ORDINARY += ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search", "--bounding-set=+all"]


class Client:
    """One process of the machine that uses the server."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()

    def sql(self, line: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self) -> str:
        """Let it leave; returns what it complained of."""
        complaint = self.process.communicate(timeout=60)[1]
        self.process.wait()
        return complaint


class Home:
    """A data folder of one user, and the processes that use it."""

    def __init__(self, user: str, folder: Path) -> None:
        self.user = user
        self.data_dir = folder / "var"
        self.clients: list[Client] = []

    @property
    def base(self) -> Path:
        return (self.data_dir / "postgres").resolve()

    def client(self, *options: str) -> Client:
        command = [sys.executable, "-m", "tests.embedded.client", str(self.data_dir), *options]
        client = Client([*ORDINARY, *command] if self.user == "nobody" else command)
        self.clients.append(client)
        return client

    def client_with_a_note(self) -> Client:
        """A client that has written something down."""
        client = self.client()
        client.sql("DROP TABLE IF EXISTS note")
        client.sql("CREATE TABLE note AS SELECT 'kept' AS text")
        return client

    def own(self, path: Path) -> None:
        if self.user == "nobody":
            shutil.chown(path, "nobody", "nogroup")

    def servers(self) -> list[psutil.Process]:
        """The processes of this folder's PostgreSQL."""
        return [process for process in psutil.process_iter() if self._works_here(process)]

    def is_stopped(self, within: float = 40) -> bool:
        """Whether PostgreSQL and its watchdog are gone, or are so before the seconds are over."""
        deadline = time.monotonic() + within
        while (left := bool(self.servers() or self.watchdog())) and time.monotonic() < deadline:
            time.sleep(0.2)
        return not left

    def crash(self) -> None:
        """Kill watchdog and PostgreSQL, whose processes may also end by themselves meanwhile."""
        watchdog = self.watchdog()
        assert watchdog
        for process in (watchdog, *self.servers()):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def watchdog(self) -> psutil.Process | None:
        for process in psutil.process_iter():
            try:
                line = process.cmdline()
            except psutil.Error:
                continue
            if "clinic.embedded.watchdog" in line and str(self.base) in line:
                return process
        return None

    def _works_here(self, process: psutil.Process) -> bool:
        try:
            return process.cwd() == str(self.base / "data")
        except psutil.Error:
            return False

    def leave(self) -> None:
        """End what still uses the folder, and wait until its server has stopped."""
        for client in self.clients:
            if client.process.poll() is None:
                client.end()
            for stream in (client.process.stdin, client.process.stdout, client.process.stderr):
                if stream:
                    stream.close()
        self.clients.clear()
        assert self.is_stopped(40)


@contextlib.contextmanager
def _new_home(user: str, below: str = "") -> Iterator[Home]:
    """Make the data folder of a user of the machine, under a path as asked for, and throw it away."""
    top = Path(tempfile.mkdtemp(prefix="clinic-home-"))
    folder = top / below
    folder.mkdir(parents=True, exist_ok=True)
    home = Home(user, folder)
    for path in (top, *top.rglob("*")):
        home.own(path)
    yield home
    home.leave()
    shutil.rmtree(home.base, ignore_errors=True)
    shutil.rmtree(top)


@pytest.fixture
def home_of() -> Iterator[Callable[..., Home]]:
    """Make data folders that nothing was in yet."""
    with contextlib.ExitStack() as homes:
        yield lambda user, below="": homes.enter_context(_new_home(user, below))


@pytest.fixture(scope="session")
def lived_in() -> Iterator[dict[str, Home]]:
    """A data folder for each kind of user, which tests use one after the other: making one takes seconds."""
    with contextlib.ExitStack() as homes:
        yield {user: homes.enter_context(_new_home(user)) for user in USERS}


@pytest.fixture(params=USERS)
def home(request: pytest.FixtureRequest, lived_in: dict[str, Home]) -> Iterator[Home]:
    """A data folder, once for each kind of user. Nothing runs in it yet."""
    yield lived_in[request.param]
    lived_in[request.param].leave()


@pytest.fixture
def own_home(lived_in: dict[str, Home]) -> Iterator[Home]:
    """A data folder of the user who runs the tests. Nothing runs in it yet."""
    yield lived_in[USERS[0]]
    lived_in[USERS[0]].leave()


@pytest.fixture
def new_home(home_of: Callable[..., Home]) -> Home:
    """A data folder of the user who runs the tests, in which nothing was yet."""
    return home_of(USERS[0])
