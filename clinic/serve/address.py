"""Where the site listens: HOST and PORT."""

import errno
import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from clinic.embedded.locks import FileLock

FORMER_RUN_ENDS_WITHIN = 15  # seconds
NOTICES_WITHIN = 1  # seconds, for a run to notice that the process that started it was killed
EVERY_INTERFACE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- names them, listens on none


@dataclass(frozen=True)
class Address:
    """A host (name or address) and port to listen on."""

    host: str
    port: int

    @property
    def own(self) -> str:
        """The host by which this machine reaches the site."""
        return EVERY_INTERFACE.get(self.host, self.host)

    @property
    def url(self) -> str:
        return f"http://[{self.own}]:{self.port}" if ":" in self.own else f"http://{self.own}:{self.port}"

    def answers(self) -> bool:
        """Whether something takes connections there."""
        try:
            with socket.create_connection((self.own, self.port), timeout=1) as connection:
                # Where nothing listens yet, the kernel may pick this very port for our end: a call to oneself.
                return bool(connection.getsockname() != connection.getpeername())
        except OSError:
            return False

    def bind_error(self) -> OSError | None:
        """Why a server could not listen there, or None if it could."""
        try:
            family, kind, protocol, _, where = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(where)
        except OSError as error:
            return error
        return None


def read_address() -> Address:
    """HOST and PORT, by default 127.0.0.1 and 8000; a bad port is said in one line, with status 1."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        _give_up(f"Setting PORT: give a number from 1 to 65535, not {port!r}.")
    return Address(os.environ.get("HOST") or "127.0.0.1", int(port))


def wait_for_port(address: Address, run_lock: Path) -> None:
    """Make sure the port is free, or say in one line that it is not, with status 1.

    A run of this folder that was killed needs a moment to take its processes down: that is waited for to its end,
    because a web process that was just starting may still begin to listen.
    """
    began = time.monotonic()
    while (former := _former_run(run_lock)) or address.bind_error():
        waited = time.monotonic() - began
        may_end = former == "ending" or (former == "running" and waited < NOTICES_WITHIN)
        if not may_end or waited > FORMER_RUN_ENDS_WITHIN:
            _give_up(_why_not(address))
        time.sleep(0.1)


def _former_run(run_lock: Path) -> Literal["running", "ending", ""]:
    """What another run of this folder and port is doing; nothing if there is none."""
    if not run_lock.exists():
        return ""
    lock = FileLock(run_lock)
    try:
        if not lock.is_held():
            return ""
        return "running" if lock.read() else "ending"
    finally:
        lock.close()


def _why_not(address: Address) -> str:
    where = f"{address.host} port {address.port}"
    other = "stop it, or choose another port, as in PORT=8001 make run."
    error = address.bind_error()
    if error is None:
        return f"A run of this folder on {where} has begun already: {other}"
    if error.errno == errno.EADDRINUSE:
        return f"Cannot listen on {where}, which another program uses: {other}"
    return f"Cannot listen on {where} ({error.strerror or error}): check HOST and PORT."


def _give_up(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201 -- this is what a terminal is for
    raise SystemExit(1)
