"""The two commands that begin a site."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image
from wagtail.models import Page

from clinic.accounts.models import User
from clinic.pages.models import HomePage
from clinic.sample.access import access_file
from tests.factories import HomePageFactory


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    """A data folder that is thrown away."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


def run(*command: str) -> str:
    """Run a command and return what it prints."""
    said = StringIO()
    call_command(*command, stdout=said)
    return said.getvalue()


def test_a_real_site_begins_empty_with_one_administrator_who_chooses_a_password(db: None, client: Client) -> None:
    said = run("start_site", "A Real Clinic", "ana@clinic.test")
    page = client.get("/").content.decode()
    assert "A Real Clinic" in page
    assert "988" in page
    assert "sample clinic" not in page
    assert client.get("/articles/").status_code == client.get("/team/").status_code == 200
    administrator = User.objects.get()
    assert (administrator.email, administrator.is_superuser) == ("ana@clinic.test", True)
    assert not administrator.has_usable_password()
    link = re.search(r"/account/\S+", said)
    assert link
    assert client.get(link.group(), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [
        ("", "a@b.test", "1 to 80 characters"),
        ("x" * 81, "a@b.test", "1 to 80 characters"),
        ("A", "no", "not an e-mail"),
    ],
)
def test_a_real_site_is_refused_in_one_line(db: None, name: str, email: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("start_site", name, email)
    assert not HomePage.objects.exists()


@pytest.mark.parametrize("command", [("sample_site",), ("start_site", "A", "a@b.test")])
def test_neither_touches_a_site_that_has_content(db: None, command: tuple[str, ...]) -> None:
    HomePageFactory(title="Ours")
    with pytest.raises(CommandError, match="content already"):
        run(*command)
    assert HomePage.objects.get().title == "Ours"


def test_loading_if_empty_leaves_a_site_with_content_alone(db: None) -> None:
    HomePageFactory()
    before = Page.objects.count()
    assert run("sample_site", "--if-empty") == ""
    assert Page.objects.count() == before


def test_the_sample_site_loads_whole_or_not_at_all(db: None, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ValueError("on purpose")

    monkeypatch.setattr("clinic.sample.site.draw", lambda _name: Image.new("RGB", (40, 30)))
    monkeypatch.setattr("clinic.sample.people.load_profiles", fail)  # the first pages are there by then
    pages = Page.objects.count()
    with pytest.raises(ValueError, match="on purpose"):
        run("sample_site")
    assert Page.objects.count() == pages
    assert not access_file().exists()
