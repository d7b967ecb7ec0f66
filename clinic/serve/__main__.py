"""Bring the site up, say where it is, and keep its processes running until asked to stop.

`python -m clinic.serve [--with-parent] [--no-sample]`; with the first it also stops when the process that started
it ends, with the second an empty database stays empty.
Environment: HOST, PORT, and all that the settings read. Knows nothing of Django: its children do.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from clinic import embedded
from clinic.first_run import ROOT, complete_environment, data_dir
from clinic.serve.address import Address, read_address, wait_for_port
from clinic.serve.processes import Group

LOOK_EVERY = 0.25  # seconds
WEB_READY_WITHIN = 60  # seconds
RESTART_AFTER = 5  # seconds
SETTINGS = "clinic.settings.base"
WEB_THREADS = 4
MANAGE = [sys.executable, str(ROOT / "manage.py")]


class _Asked(Exception):  # noqa: N818 -- a request, not an error
    """Ctrl-C, a kill, or the terminal went away."""


def main() -> None:
    """Serve until asked to stop; exit status 0 then, 1 when it could not serve."""
    parser = argparse.ArgumentParser(prog="python -m clinic.serve", description="Run the whole site.")
    parser.add_argument("--with-parent", action="store_true", help="stop when the starting process ends")
    parser.add_argument("--no-sample", action="store_true", help="leave an empty database empty")
    options = parser.parse_args()
    parent = os.getppid() if options.with_parent else None
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _ask)
    try:
        address = read_address()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        os.environ.setdefault("PYTHONUNBUFFERED", "1")  # what they say comes in order
        os.environ.setdefault("LOG_LEVEL", "WARNING")
        os.environ["SITE_URL"] = os.environ.get("SITE_URL") or address.url
        wait_for_port(address, _run_lock(address))
        if not os.environ.get("DATABASE_URL"):
            _say("Starting PostgreSQL …")
        with complete_environment() as server, Group(_run_lock(address)) as group:
            _prepare(group, sample=not options.no_sample)
            _serve(address, group, server, parent)
    except _Asked:
        _say("Stopped.")


def _prepare(group: Group, *, sample: bool) -> None:
    if group.start([*MANAGE, "prepare", *(["--sample"] if sample else [])]).wait() != 0:
        raise SystemExit(1)


def _serve(address: Address, group: Group, server: embedded.Server | None, parent: int | None) -> None:
    commands = {
        "web": _web_command(address),
        "worker": [*MANAGE, "db_worker", "--queue-name", "*", "--no-startup-delay", "--no-reload"],
        "scheduler": [*MANAGE, "scheduler"],
    }
    running = {"web": group.start(commands["web"])}
    _wait_for_web(address, running["web"])  # first, with all the cores: who typed `make run` waits for this
    running |= {name: group.start(command) for name, command in commands.items() if name not in running}
    _announce()
    due: dict[str, float] = {}
    while True:
        time.sleep(LOOK_EVERY)
        if parent is not None and os.getppid() != parent:
            raise _Asked
        _restart_ended(running, due, lambda name: group.start(commands[name]), server)


def _restart_ended(
    running: dict[str, subprocess.Popen[bytes]],
    due: dict[str, float],
    start: Callable[[str], subprocess.Popen[bytes]],
    server: embedded.Server | None,
) -> None:
    """Start again, a little later, what ended by itself; give up when the embedded database is gone."""
    failure = server.failure() if server else None
    if failure and server:
        _say(f"The embedded PostgreSQL has stopped: {failure}.")
        _say(f"Its log is {server.place.log}. Put right what it names, then run this again; nothing is lost.")
        raise SystemExit(1)
    for name, process in running.items():
        status = process.poll()
        if status is None:
            continue
        if name not in due:
            _say(f"The {name} process ended (status {status}); starting it again in {RESTART_AFTER} seconds.")
            due[name] = time.monotonic() + RESTART_AFTER
        elif time.monotonic() >= due[name]:
            del due[name]
            running[name] = start(name)


def _web_command(address: Address) -> list[str]:
    granian = Path(sys.executable).with_name("granian")
    command = [str(granian), "--interface", "wsgi", "--host", address.host, "--port", str(address.port)]
    workers = min(os.cpu_count() or 1, 4)
    command += ["--workers", str(workers), "--blocking-threads", str(WEB_THREADS), "--no-ws", "--http", "1"]
    command += ["--log-level", "warning", "--workers-kill-timeout", "3", "--respawn-failed-workers"]
    return [*command, "clinic.wsgi:application"]


def _wait_for_web(address: Address, web: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WEB_READY_WITHIN
    while not address.answers():
        if web.poll() is not None or time.monotonic() > deadline:
            _say("The web server did not start; what it says is above.")
            raise SystemExit(1)
        time.sleep(0.1)


def _announce() -> None:
    site = os.environ["SITE_URL"].rstrip("/")
    _say(f"Site   {site}/")
    _say(f"Admin  {site}/admin/")
    accounts = data_dir() / "sample-accounts.txt"
    if accounts.exists():
        _say(f"The sample accounts and their passwords are in {accounts}")
    _say("Ctrl-C stops everything.")


def _run_lock(address: Address) -> Path:
    return data_dir() / f"run-{address.port}.lock"


def _ask(_signal: int, _frame: FrameType | None) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)  # stopping has begun and is quick; once is enough
    raise _Asked


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- this is what a terminal is for


if __name__ == "__main__":
    main()
