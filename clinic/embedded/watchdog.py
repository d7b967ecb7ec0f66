"""The process that owns a running PostgreSQL, and stops it when nobody holds the lease any more.

Run as `python -m clinic.embedded.watchdog BASE USER [--throw-away DATA_DIR]` by `clinic.embedded.lease`, which
reads one line from its standard output: `ready`, or `error: ` and why.

It outlives whoever started it, so it is there when that process is killed.
"""

import argparse
import json
import os
import pwd
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.parse import quote

from clinic.embedded.cluster import DATABASE, ROLE, Cluster
from clinic.embedded.errors import EmbeddedServerError, explain_os_error
from clinic.embedded.locks import FileLock
from clinic.embedded.place import Place

LOOK_EVERY = 0.5  # seconds


class _Asked(Exception):  # noqa: N818 -- a request, not an error
    """Somebody asked the watchdog to end."""


def main() -> None:
    """Start PostgreSQL, say so, and stay until it ends, is asked to, or nobody is left."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base", type=Path)
    parser.add_argument("user")
    parser.add_argument("--throw-away", type=Path)
    arguments = parser.parse_args()
    os.setsid()
    signal.signal(signal.SIGTERM, _ask)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    place = Place(arguments.base, pwd.getpwnam(arguments.user))
    throw_away: Path | None = arguments.throw_away
    alone = FileLock(place.base / "watchdog")
    if not _take_patiently(alone):
        _say("ready")  # another watchdog was faster, and says so in the state file
        return
    alone.write(str(os.getpid()))
    try:
        with _new_log(place) as log, _sockets(place) as sockets:
            _serve(Cluster(place, throw_away=throw_away is not None), sockets, log)
    except _Asked:
        pass
    except EmbeddedServerError as error:
        _say(f"error: {error}")
    except OSError as error:
        _say(f"error: {explain_os_error(error)}")
    finally:
        if throw_away is not None:
            shutil.rmtree(place.base, ignore_errors=True)
            shutil.rmtree(throw_away, ignore_errors=True)
        alone.close()  # before the door opens, so that nobody comes in who finds a watchdog


def _take_patiently(lock: FileLock) -> bool:
    """Take a lock that others may hold for an instant, while they look whether it is held."""
    for _attempt in range(20):
        if lock.try_take():
            return True
        time.sleep(0.05)
    return False


def _serve(cluster: Cluster, sockets: Path, log: IO[bytes]) -> None:
    place = cluster.place
    try:
        cluster.create_unless_there()
        cluster.start(sockets, log)
        url = f"postgresql://{ROLE}@{quote(str(sockets), safe='')}/{DATABASE}"
        _write_state(place, {"url": url, "sockets": str(sockets)})
        _say("ready")
        _wait_until_unused(place, cluster)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        place.state.unlink(missing_ok=True)
        cluster.stop()


def _wait_until_unused(place: Place, cluster: Cluster) -> None:
    """Return when PostgreSQL ended, or when nobody holds the lease; then with the door held shut."""
    door, lease = FileLock(place.base / "door"), FileLock(place.base / "lease")
    while cluster.is_running():
        time.sleep(LOOK_EVERY)
        if door.try_take():
            if lease.try_take():
                return
            door.release()


@contextmanager
def _sockets(place: Place) -> Iterator[Path]:
    """The socket folder, without what a killed watchdog left; a temporary one is removed at the end."""
    with suppress(FileNotFoundError, ValueError, KeyError):
        former = Path(json.loads(place.state.read_text())["sockets"])
        if former != place.sockets:
            shutil.rmtree(former, ignore_errors=True)
    place.state.unlink(missing_ok=True)
    folder = place.socket_folder()
    try:
        yield folder
    finally:
        if folder != place.sockets:
            shutil.rmtree(folder, ignore_errors=True)


def _write_state(place: Place, state: dict[str, str]) -> None:
    unfinished = place.state.with_suffix(".new")
    unfinished.touch(0o600)
    unfinished.write_text(json.dumps(state))
    unfinished.rename(place.state)


def _new_log(place: Place) -> IO[bytes]:
    """A log for this start; the one of the start before is kept beside it."""
    if place.log.exists():
        place.log.rename(place.log.with_name("log.before"))
    place.log.touch(0o600)
    return place.log.open("ab")


def _say(line: str) -> None:
    """Tell the process that waits, if it still does, and let it go on."""
    with suppress(OSError):
        os.write(sys.stdout.fileno(), line.encode() + b"\n")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _ask(_signal: int, _frame: FrameType | None) -> None:
    raise _Asked


if __name__ == "__main__":
    main()
