"""A wrong variable is named in one clear line, and nothing secret is printed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from clinic.first_run import kept_key, new_consultation_key, new_secret_key

ROOT = Path(__file__).resolve().parents[1]
GOOD = {
    "DATABASE_URL": "postgresql://somebody:hidden@db.example.org/clinic",
    "SECRET_KEY": "k" * 50,
    "CONSULTATION_KEYS": new_consultation_key(),
    "SITE_URL": "https://www.example.org",
}


def read(changed: dict[str, str]) -> tuple[int, str]:
    """Load the production settings with these variables alone; an empty one counts as unset."""
    done = subprocess.run(
        [sys.executable, "-c", "import clinic.settings.base"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **GOOD, **changed},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_good_variables_are_read_without_a_word() -> None:
    assert read({}) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("DATABASE_URL", "", "Setting DATABASE_URL: is not set."),
        ("DATABASE_URL", "mysql://hidden", "Setting DATABASE_URL: start it with postgresql://."),
        ("SECRET_KEY", "", "Setting SECRET_KEY: is not set."),
        ("CONSULTATION_KEYS", "", "Setting CONSULTATION_KEYS: is not set."),
        ("CONSULTATION_KEYS", "hidden", "Setting CONSULTATION_KEYS: a key is 43 characters,"),
        ("CONSULTATION_KEYS", "A" * 43, "Setting CONSULTATION_KEYS: a key is not random;"),
        (
            "CONSULTATION_KEYS",
            "file:/nowhere/keys",
            "Setting CONSULTATION_KEYS: the file /nowhere/keys cannot be read.",
        ),
        (
            "SECRET_KEY",
            "hidden",
            "Setting SECRET_KEY: give at least 50 random characters; manage.py make_secret_key prints some.",
        ),
        ("SITE_URL", "www.example.org", "Setting SITE_URL: give a scheme and a host, as in https://www.example.org."),
        ("SITE_URL", "https://example.org/a", "Setting SITE_URL: give no path, as in https://www.example.org."),
        (
            "SITE_URL",
            "http://www.example.org",
            "Setting SITE_URL: use https; http is only for this machine (127.0.0.1, localhost).",
        ),
        ("CACHE_URL", "memcached://hidden", "Setting CACHE_URL: start it with rediss://."),
        ("SMTP_URL", "http://hidden", "Setting SMTP_URL: start it with smtps://."),
        ("IDLE_LOGOFF_MINUTES", "soon", "Setting IDLE_LOGOFF_MINUTES: "),
        ("LOG_LEVEL", "loud", "Setting LOG_LEVEL: "),
    ],
)
def test_a_wrong_variable_is_named_in_one_line(name: str, value: str, line: str) -> None:
    status, said = read({name: value})
    assert status == 1
    assert said.startswith(line)
    assert said.count("\n") == 1
    assert "hidden" not in said


def test_every_wrong_variable_gets_its_line() -> None:
    assert read({"SECRET_KEY": "", "SITE_URL": "x"})[1].count("\n") == 2


def test_a_made_secret_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = kept_key(path, new_secret_key)
    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_key(path, new_secret_key) == key
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("settings", ["clinic.settings.base", "clinic.settings.dev"])
def test_a_key_can_be_made_before_anything_is_set(settings: str) -> None:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": settings}
    command = [sys.executable, "-W", "ignore", "manage.py", "make_secret_key"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert len(done.stdout.strip()) >= 50


def test_production_settings_get_no_made_up_database() -> None:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "clinic.settings.base"}
    command = [sys.executable, "manage.py", "migrate"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Setting DATABASE_URL: is not set." in done.stderr
