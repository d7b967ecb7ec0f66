"""The leader of a run's process group: when the supervisor lets go, it ends the group.

Run as `python -m clinic.serve.warden LOCK`, with a pipe from the supervisor as standard input. The supervisor
closes it to stop the run, and the kernel closes it when the supervisor dies, even by kill -9.

While it runs it holds the lock file; the file's text is `running` until stopping begins, then empty.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import psutil

from clinic.embedded.locks import FileLock

PATIENCE = 8  # seconds to end after SIGTERM


def main() -> None:
    """Wait, then end the group."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    lock = FileLock(Path(sys.argv[1]))
    lock.take()
    lock.write("running")
    sys.stdin.buffer.read()
    lock.write("")
    os.killpg(0, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while _others() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(0, signal.SIGKILL)


def _others() -> bool:
    """Whether the group has another living member."""
    own = os.getpgrp()
    for process in psutil.process_iter(["pid", "status"]):
        if process.pid != os.getpid() and process.info["status"] != psutil.STATUS_ZOMBIE:
            with contextlib.suppress(ProcessLookupError):
                if os.getpgid(process.pid) == own:
                    return True
    return False


if __name__ == "__main__":
    main()
