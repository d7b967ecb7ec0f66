"""Joining the embedded server, and leaving it: the first process starts it, the last one stops it.

Three lock files in the server's folder decide. `lease` is shared by every process that uses the server.
`watchdog` is held by the process that owns PostgreSQL. `door` is held while anyone joins, leaves or stops,
so that these never cross. The kernel lets go of all three when a process dies, so kill -9 needs no case of its own.
"""

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clinic.embedded.errors import EmbeddedServerError, explain, explain_os_error
from clinic.embedded.locks import FileLock, held
from clinic.embedded.place import Place, find_place

REPOSITORY = Path(__file__).resolve().parents[2]
SIGNALS_OF_A_TERMINAL = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]


@dataclass(frozen=True)
class Server:
    """A running embedded server, as one of its users sees it."""

    url: str
    place: Place

    def failure(self) -> str | None:
        """Why PostgreSQL is not running any more, in one line, or None while it runs."""
        watchdog = FileLock(self.place.base / "watchdog")
        try:
            if watchdog.is_held():
                return None
        finally:
            watchdog.close()
        return explain(self.place.log.read_text(errors="replace"))


@contextlib.contextmanager
def server(data_dir: Path, *, throw_away: bool = False) -> Iterator[Server]:
    """Use the embedded server of a data folder for the length of a block, started if need be.

    With throw_away nothing is kept: writes are not forced to disk, and the whole data folder is deleted when
    the last process leaves; for tests. Raises EmbeddedServerError, whose text is one line.
    """
    with _in_one_line():
        place = find_place(data_dir, throw_away=throw_away)
        locks = [FileLock(place.base / name) for name in ("door", "lease", "watchdog")]
    door, lease, watchdog = locks
    try:
        with _in_one_line(), held(door):
            lease.share()
            url, child = _join(place, watchdog, data_dir if throw_away else None)
        try:
            yield Server(url, place)
        finally:
            with held(door):
                if lease.try_take():
                    _stop_watchdog(watchdog, child)
    finally:
        for lock in locks:
            lock.close()


@contextlib.contextmanager
def _in_one_line() -> Iterator[None]:
    """Turn what goes wrong into an EmbeddedServerError of one line."""
    try:
        yield
    except OSError as error:
        reason = explain_os_error(error)
    except EmbeddedServerError as error:
        reason = str(error)
    else:
        return
    raise EmbeddedServerError(f"The embedded PostgreSQL cannot run: {' '.join(reason.split()).rstrip('.')}.")


def _join(place: Place, watchdog: FileLock, throw_away: Path | None) -> tuple[str, int | None]:
    """The running server's address, and the watchdog's number if it was started here."""
    for _attempt in range(3):  # a watchdog that was found may have been about to end
        child = None if watchdog.is_held() else _start_watchdog(place, throw_away)
        url = _address(place, watchdog)
        if url is not None:
            return url, child
    raise EmbeddedServerError(explain(place.log.read_text(errors="replace")))


def _start_watchdog(place: Place, throw_away: Path | None) -> int:
    """Start the process that owns PostgreSQL and wait for its word. Returns its number."""
    command = [sys.executable, "-m", "clinic.embedded.watchdog", str(place.base), place.user.pw_name]
    if throw_away is not None:
        command += ["--throw-away", str(throw_away.resolve())]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_RUNTIME_DIR") if name in os.environ}
    reading, writing = os.pipe()
    try:
        child = os.posix_spawn(
            sys.executable,
            command,
            {**kept, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, writing, 1),
                (os.POSIX_SPAWN_OPEN, 2, place.base / "watchdog.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
            ],
            setsigmask=SIGNALS_OF_A_TERMINAL,  # a Ctrl-C at the terminal is not for the watchdog
        )
    finally:
        os.close(writing)
    with os.fdopen(reading) as said:
        word = said.readline().strip()
    if word != "ready":
        os.waitpid(child, 0)
        trouble = (place.base / "watchdog.log").read_text(errors="replace") if place.base.is_dir() else ""
        raise EmbeddedServerError(word.removeprefix("error: ") or explain(trouble))
    return child


def _address(place: Place, watchdog: FileLock) -> str | None:
    """The running server's address, waited for while a watchdog starts it; None if the watchdog ended."""
    while watchdog.is_held():
        try:
            return str(json.loads(place.state.read_text())["url"])
        except FileNotFoundError:
            time.sleep(0.05)
    return None


def _stop_watchdog(watchdog: FileLock, child: int | None) -> None:
    """Have PostgreSQL stopped and wait until it is; whoever comes meanwhile waits at the door."""
    if watchdog.is_held():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(watchdog.read()), signal.SIGTERM)
        watchdog.take()
    if child is not None:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
