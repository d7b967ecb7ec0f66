"""One PostgreSQL: making its data, starting it, waiting for it, stopping it."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg

from clinic.embedded.errors import NO_SPACE, EmbeddedServerError, explain
from clinic.embedded.place import Place, programs

ROLE = DATABASE = "clinic"
READY_WITHIN = 300  # seconds; after a crash PostgreSQL first replays its log
STOP_WITHIN = 30  # seconds
SMALLEST_SPACE = 2 * 1024 * 1024  # bytes; on a full disk PostgreSQL cannot even write why it ended
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # Neither statements nor the values in them belong in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
UNSAFE_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_PR_SET_PDEATHSIG = 1


class Cluster:
    """The PostgreSQL of one place. Its process is a child of this one and ends with it."""

    def __init__(self, place: Place, *, throw_away: bool) -> None:
        self.place = place
        self.throw_away = throw_away
        self.programs = programs(place)
        self.process: subprocess.Popen[bytes] | None = None

    def create_unless_there(self) -> None:
        """Make the data folder if there is none. One made half, by a crash, is made again.

        Raises EmbeddedServerError when it is another major version's.
        """
        data = self.place.data
        if data.is_dir():
            found = (data / "PG_VERSION").read_text().strip()
            version = self._major_version()
            if found != version:
                raise EmbeddedServerError(
                    f"{data} was made by PostgreSQL {found} and this is {version}: set DATABASE_URL to a server of"
                    f" version {found}, or move {data} away to start with an empty database"
                )
            return
        unfinished = self.place.base / "data.new"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        unfinished.mkdir(mode=0o700)
        self.place.give(unfinished)
        command = [str(self.programs / "bin" / "initdb"), "--pgdata", str(unfinished), "--username", ROLE]
        command += ["--auth=peer", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        command += ["--builtin-locale=C.UTF-8", "--no-instructions", *(["--no-sync"] if self.throw_away else [])]
        made = subprocess.run(  # noqa: S603 -- our own programs and paths
            command, **self._as_user(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if made.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise EmbeddedServerError(explain(made.stdout.decode(errors="replace")))
        unfinished.rename(data)

    def start(self, sockets: Path, log: IO[bytes]) -> None:
        """Start PostgreSQL and wait until it takes connections and has its database."""
        self._write_access_rules()
        self._clear_former_server()
        for left in sockets.iterdir():  # a socket's lock file, like a pid file, may name another process by now
            left.unlink()
        settings = SETTINGS | (UNSAFE_SETTINGS if self.throw_away else {})
        command = [str(self.programs / "bin" / "postgres"), "-D", str(self.place.data), "-k", str(sockets)]
        command += ["-p", "5432", *(f"--{name}={value}" for name, value in settings.items())]
        start_of_log = log.tell()
        self.process = subprocess.Popen(  # noqa: S603 -- our own programs and paths
            command,
            **self._as_user(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # no thread runs yet, so this is safe
        )
        deadline = time.monotonic() + READY_WITHIN
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                output = self.place.log.read_bytes()[start_of_log:].decode(errors="replace")
                full = shutil.disk_usage(self.place.base).free < SMALLEST_SPACE
                raise EmbeddedServerError(explain(NO_SPACE if full else output))
            time.sleep(0.02)
        self._create_database(sockets)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Stop PostgreSQL: connections are cut, what was committed is kept."""
        if self.process is None:
            return
        for sign, patience in ((signal.SIGINT, STOP_WITHIN), (signal.SIGQUIT, 10), (signal.SIGKILL, None)):
            if self.process.poll() is None:
                self.process.send_signal(sign)
                try:
                    self.process.wait(patience)
                except subprocess.TimeoutExpired:
                    continue

    def _as_user(self) -> dict[str, Any]:
        """The arguments that make a child process the server's user, with an environment of its own."""
        arguments: dict[str, Any] = {
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.place.base)},
            "cwd": self.place.base,
        }
        if os.geteuid() == 0:
            arguments |= {"user": self.place.user.pw_uid, "group": self.place.user.pw_gid, "extra_groups": []}
        return arguments

    def _major_version(self) -> str:
        said = subprocess.run(  # noqa: S603 -- our own program
            [str(self.programs / "bin" / "postgres"), "--version"], capture_output=True, text=True, check=True
        )
        return said.stdout.split()[-1].split(".")[0]

    def _write_access_rules(self) -> None:
        """Let in who the kernel says is the server's user or the one who started it, by the socket alone."""
        rules = {
            "pg_hba.conf": f"local all {ROLE} peer map=clinic\n",
            "pg_ident.conf": "".join(f'clinic "{name}" {ROLE}\n' for name in self.place.may_connect),
        }
        for name, text in rules.items():
            path = self.place.data / name
            path.unlink(missing_ok=True)
            path.touch(0o600)
            path.write_text(text)
            self.place.give(path)

    def _clear_former_server(self) -> None:
        """Stop what is left of a server that lost its watchdog, and forget a pid file that means another process.

        PostgreSQL itself takes any live process with the recorded number for its own, and would not start.
        """
        pid_file = self.place.data / "postmaster.pid"
        if not pid_file.exists():
            return
        recorded = pid_file.read_text().partition("\n")[0].strip()
        left = [process for process in psutil.process_iter() if _works_in(process, self.place.data)]
        for process in left:
            if str(process.pid) == recorded:
                process.send_signal(signal.SIGINT)
        for process in psutil.wait_procs(left, timeout=STOP_WITHIN)[1]:
            process.kill()
        psutil.wait_procs(left, timeout=5)
        if recorded.isdigit() and psutil.pid_exists(int(recorded)):
            pid_file.unlink(missing_ok=True)

    def _is_ready(self) -> bool:
        try:
            lines = (self.place.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        assert self.process is not None  # noqa: S101 -- for the type checker
        return len(lines) > 7 and lines[0] == str(self.process.pid) and lines[7].strip() == "ready"

    def _create_database(self, sockets: Path) -> None:
        try:
            with psycopg.connect(host=str(sockets), user=ROLE, dbname="postgres", autocommit=True) as connection:
                found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
                if found is None:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.Error as error:
            self.stop()
            raise EmbeddedServerError(explain(str(error))) from error


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.cwd() == str(folder)
    except psutil.Error:
        return False


def _end_with_parent() -> None:
    """Ask Linux to shut this process down (SIGINT: a fast shutdown) when the one that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
