"""Processes that use an embedded server of their own, as the user of the tests and as an ordinary one."""

import contextlib
import os
import pwd
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

    def clean(self) -> None:
        for client in self.clients:
            if client.process.poll() is None:
                client.end()
            for stream in (client.process.stdin, client.process.stdout, client.process.stderr):
                if stream:
                    stream.close()
        assert self.is_stopped(40)
        shutil.rmtree(self.base, ignore_errors=True)


@pytest.fixture
def home_of() -> Iterator[Callable[..., Home]]:
    """Make the data folder of a user of the machine, under a path as asked for."""
    homes: list[Home] = []
    folders: list[Path] = []

    def make(user: str, below: str = "") -> Home:
        top = Path(tempfile.mkdtemp(prefix="clinic-home-"))
        folders.append(top)
        folder = top / below
        folder.mkdir(parents=True, exist_ok=True)
        home = Home(user, folder)
        for path in (top, *top.rglob("*")):
            home.own(path)
        homes.append(home)
        return home

    yield make
    for home in homes:
        home.clean()
    for folder in folders:
        shutil.rmtree(folder)


@pytest.fixture(params=USERS)
def home(request: pytest.FixtureRequest, home_of: Callable[..., Home]) -> Home:
    """A data folder, once for each kind of user."""
    return home_of(request.param)


@pytest.fixture
def own_home(home_of: Callable[..., Home]) -> Home:
    """A data folder of the user who runs the tests."""
    return home_of(pwd.getpwuid(os.geteuid()).pw_name)
