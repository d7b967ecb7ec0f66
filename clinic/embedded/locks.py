"""File locks that the kernel lets go of when their process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    """An advisory lock on a file (flock), which may also hold one short line of text."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)

    def share(self) -> None:
        """Hold the lock together with others; waits while one process has it alone."""
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def take(self) -> None:
        """Hold the lock alone; waits for its present holders."""
        fcntl.flock(self._fd, fcntl.LOCK_EX)

    def try_take(self) -> bool:
        """Hold the lock alone if nobody holds it now. A share of one's own is given up either way."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def is_held(self) -> bool:
        """Whether any process, this one included, holds the lock through another descriptor."""
        if self.try_take():
            self.release()
            return False
        return True

    def release(self) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of lock and file."""
        os.close(self._fd)

    def write(self, text: str) -> None:
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, text.encode(), 0)

    def read(self) -> str:
        return os.pread(self._fd, 200, 0).decode()


@contextmanager
def held(lock: FileLock) -> Iterator[None]:
    """Hold a lock alone for the length of a block."""
    lock.take()
    try:
        yield
    finally:
        lock.release()
