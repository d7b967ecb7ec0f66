"""What a first run needs and the environment does not say: a database and secret keys.

For manage.py, the supervisor of `make run` and the tests; the settings themselves never make either up.
"""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from clinic import embedded

ROOT = Path(__file__).resolve().parents[1]


def data_dir() -> Path:
    """The data folder, as clinic.settings.environment reads it."""
    return Path(os.environ.get("DATA_DIR") or ROOT / "var")


@contextmanager
def complete_environment() -> Iterator[embedded.Server | None]:
    """Set SECRET_KEY, CONSULTATION_KEYS and DATABASE_URL for the length of a block where they are unset.

    Yields the embedded server if it is used. What goes wrong ends the process with status 1 and one line.
    """
    for name, make in (("SECRET_KEY", new_secret_key), ("CONSULTATION_KEYS", new_consultation_key)):
        if not os.environ.get(name):
            try:
                os.environ[name] = kept_key(data_dir() / name.lower(), make)
            except OSError as error:
                _give_up(f"The key {name} cannot be kept: {error.filename}: {error.strerror}.")
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    try:
        with embedded.server(data_dir()) as server:
            os.environ["DATABASE_URL"] = server.url
            yield server
    except embedded.EmbeddedServerError as error:
        _give_up(str(error))


def kept_key(path: Path, make: Callable[[], str]) -> str:
    """The key in a file, made on the first call; nobody but the owner can read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(0o600, exist_ok=False)
        unfinished.write_text(make() + "\n")
        try:
            os.link(unfinished, path)  # unlike a rename, it never replaces another process's key
        except FileExistsError:
            pass
        finally:
            unfinished.unlink()
    return path.read_text().strip()


def new_secret_key() -> str:
    """A random key of 67 characters, fit for an environment file."""
    return secrets.token_urlsafe(50)


def new_consultation_key() -> str:
    """A random key of 32 bytes, as base64url, fit for an environment file."""
    return secrets.token_urlsafe(32)


def _give_up(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201 -- nothing else can speak before settings exist
    raise SystemExit(1)
