"""Where the embedded server lives: nobody else gets in, and nobody's permissions change."""

import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from clinic.embedded import EmbeddedServerError
from clinic.embedded.place import check_owner
from tests.embedded.conftest import IS_ROOT, ROOT, USERS, Home

pytestmark = pytest.mark.xdist_group("embedded")  # one worker, so that few folders have to be made

LONG = "/".join(["a-folder-with-a-long-name"] * 8)


def socket_folder(url: str) -> Path:
    return Path(unquote(urlsplit(url).netloc.partition("@")[2]))


def modes(path: Path) -> dict[str, tuple[int, int, int]]:
    found = {str(parent): parent.stat() for parent in (path, *path.parents)}
    return {name: (status.st_mode, status.st_uid, status.st_gid) for name, status in found.items()}


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("below", [LONG, 'with space, comma and "quotes"'])
def test_any_path_will_do(home_of: Callable[..., Home], user: str, below: str) -> None:
    home = home_of(user, below)
    client = home.client()
    assert client.sql("SELECT 1") == "1"
    folder = socket_folder(client.url)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    client.end()
    assert folder == home.base / "socket" or not folder.exists()


def test_no_permission_of_a_parent_folder_changes(home: Home) -> None:
    top = home.data_dir.parent
    top.chmod(0o700)
    before = modes(top) | modes(Path("/var/lib"))
    client = home.client()
    assert client.sql("SELECT 1") == "1"
    client.end()
    assert modes(top) | modes(Path("/var/lib")) == before


def test_data_and_socket_are_closed_to_everybody_else(home: Home) -> None:
    client = home.client()
    for folder in (home.base / "data", socket_folder(client.url)):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("running.json", "log", "lease", "door", "watchdog"):
        assert stat.S_IMODE((home.base / name).stat().st_mode) == 0o600


def test_the_server_itself_turns_another_user_away(own_home: Home) -> None:
    rules = own_home.client()
    assert rules.sql("SELECT count(*) FROM pg_hba_file_rules") == "1"
    assert rules.sql("SELECT auth_method FROM pg_hba_file_rules") == "peer"


def test_data_of_another_version_is_named_in_one_line_and_left_alone(home: Home) -> None:
    home.client().end()
    assert home.is_stopped()
    version = home.base / "data" / "PG_VERSION"
    found = version.read_text()
    version.write_text("17\n")
    complaint = home.client().end()
    assert complaint.count("\n") == 1
    assert "was made by PostgreSQL 17 and this is 18: set DATABASE_URL" in complaint
    assert version.read_text() == "17\n"
    version.write_text(found)


def test_a_folder_that_cannot_be_made_is_named_in_one_line(new_home: Home) -> None:
    new_home.data_dir.write_text("a file where the folder should be")
    complaint = new_home.client().end()
    assert complaint.count("\n") == 1
    assert str(new_home.data_dir) in complaint
    new_home.data_dir.unlink()


def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    folder = Path("/")
    if IS_ROOT:
        folder = tmp_path / "postgres"
        folder.mkdir()
        shutil.chown(folder, "nobody")
    with pytest.raises(EmbeddedServerError, match=r"belongs to user (root|nobody): run this as that user"):
        check_owner(folder)


def test_no_space_left_is_said_in_one_line(new_home: Home) -> None:
    command = [sys.executable, "-m", "tests.embedded.client", str(new_home.data_dir)]
    limited = subprocess.run(
        ["sh", "-c", 'ulimit -f 64; exec "$@"', "sh", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert limited.returncode == 1
    assert limited.stderr.count("\n") == 1
    assert "no space left" in limited.stderr
    assert new_home.client().sql("SELECT 1") == "1", "with space again it starts"
