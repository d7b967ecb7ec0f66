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
from typing import NamedTuple

from clinic.settings.environment import ROOT


class OwnSite(NamedTuple):
    """A running sample site: its address, without a slash at its end, and its data folder."""

    url: str
    folder: Path


@contextmanager
def running_site() -> Iterator[str]:
    """Yield the address of a running sample site, without a slash at its end.

    It is the one that SITE names, or one of our own. Raises RuntimeError if that does not come to serve.
    """
    named = os.environ.get("SITE", "").rstrip("/")
    if named:
        yield named
        return
    with own_site() as site:
        yield site.url


@contextmanager
def own_site(host: str = "127.0.0.1") -> Iterator[OwnSite]:
    """Set a sample site up for the occasion, on a server and a port of its own, and take it away afterwards.

    ``host`` is the name that its address gives this machine. Raises RuntimeError if it does not come to serve.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://{host}:{port}"
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOST")}
    with tempfile.TemporaryDirectory(prefix="clinic-site-") as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "clinic.serve", "--with-parent"],
            cwd=ROOT,
            env={**environment, "DATA_DIR": folder, "PORT": str(port), "SITE_URL": url},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout
            if not any("Ctrl-C stops everything" in line for line in server.stdout):
                raise RuntimeError("The site did not start.")
            yield OwnSite(url, Path(folder))
        finally:
            server.terminate()
            server.communicate(timeout=60)
            shutil.rmtree((Path(folder) / "postgres").resolve(), ignore_errors=True)  # root's lies elsewhere
