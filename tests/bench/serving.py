"""The sample site as `make run` serves it, for what looks at it from outside."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clinic.settings.environment import ROOT


@contextmanager
def running_site() -> Iterator[str]:
    """Yield the address of a running sample site, without a slash at its end.

    It is the one that SITE names, or one that is set up for the occasion on a server and a port of its own and taken
    away afterwards. Raises RuntimeError if that does not come to serve.
    """
    named = os.environ.get("SITE", "").rstrip("/")
    if named:
        yield named
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOST")}
    with tempfile.TemporaryDirectory(prefix="clinic-site-") as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "clinic.serve", "--with-parent"],
            cwd=ROOT,
            env={**environment, "DATA_DIR": folder, "PORT": str(port)},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout
            if not any("Ctrl-C stops everything" in line for line in server.stdout):
                raise RuntimeError("The site did not start.")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.communicate(timeout=60)
            shutil.rmtree((Path(folder) / "postgres").resolve(), ignore_errors=True)  # root's lies elsewhere
