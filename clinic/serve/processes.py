"""The child processes of a run: one process group, which a warden ends with the supervisor."""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from clinic.first_run import ROOT


class Group:
    """Processes that start together and end together, whatever happens to the one that started them."""

    def __init__(self, run_lock: Path) -> None:
        self._children: list[subprocess.Popen[bytes]] = []
        run_lock.parent.mkdir(parents=True, exist_ok=True)
        self._warden = subprocess.Popen(  # noqa: S603 -- our own module
            [sys.executable, "-m", "clinic.serve.warden", str(run_lock)],
            stdin=subprocess.PIPE,
            cwd=ROOT,
            process_group=0,
        )

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start one process of the group."""
        self._children = [child for child in self._children if child.poll() is None]
        child = subprocess.Popen(  # noqa: S603 -- our own commands
            command, stdin=subprocess.DEVNULL, cwd=ROOT, process_group=self._warden.pid
        )
        self._children.append(child)
        return child

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Have the warden end every process, politely first, and wait until it did."""
        if self._warden.stdin:
            self._warden.stdin.close()
        self._warden.wait()
        for child in self._children:
            child.kill()  # only finds one alive if the warden was killed before
            child.wait()
