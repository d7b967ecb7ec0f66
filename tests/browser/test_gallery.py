"""The page on which those who write the site see every component in every state."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page

from clinic.gallery.views import states
from clinic.settings import base, dev
from tests.browser.axe import THEMES, violations
from tests.factories import ImageFactory

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db]
SHOWN = pytest.mark.urls("clinic.gallery.urls")
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# What is wrong with any page that shows one thing many times: names of regions and the order of headings.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@pytest.fixture
def _a_picture(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    ImageFactory()


def test_every_component_and_every_block_is_on_it_and_nothing_that_is_none() -> None:
    there = {
        path.relative_to(TEMPLATES).as_posix()
        for folder in ("components", "blocks")
        for path in (TEMPLATES / folder).glob("*.html")
    }
    assert set(states(None)) == there
    assert all(states(None).values())


def test_only_development_serves_it() -> None:
    assert base.ROOT_URLCONF == "clinic.urls"
    assert dev.ROOT_URLCONF == "clinic.gallery.urls"
    assert resolve("/components/", "clinic.urls").url_name == "wagtail_serve"  # where there is no such page


@SHOWN
@pytest.mark.usefixtures("_a_picture")
def test_it_is_html_without_parse_errors_and_no_id_stands_on_it_twice(client: Client) -> None:
    root = html5lib.HTMLParser(strict=True).parse(client.get("/components/").content.decode())
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []


@SHOWN
@pytest.mark.usefixtures("_a_picture")
def test_axe_finds_nothing_on_any_component_in_either_theme(page: Page, live_server: "LiveServer") -> None:
    page.goto(f"{live_server.url}/components/")
    found = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        found += [f"{theme}: {line}" for line in violations(page, tags=WCAG)]
    assert not found, "\n".join(found)
