"""Chromium for the tests: the one of this machine (CHROMIUM, or found by name), never a download.

The fixture `page` is pytest-playwright's, and fails the test at its end if the page logged an error, threw one, or
asked another origin for anything. A test that expects such an error empties `page_complaints` itself.
"""

import os
import re
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request

# The shell is the same browser without its window, and costs less than half the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
AUTOSAVED = re.compile(r"/admin/.+/(edit/([^/]+/)?|add/([^/]+/)*)$")
SAME_ORIGIN_SCHEMES = ("data", "blob", "about")
ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
]


def find_chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's Chromium; root has to start it without its sandbox."""
    chromium = find_chromium()
    assert chromium, "No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path."
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*ARGUMENTS, *sandbox]}


@pytest.fixture
def page_complaints() -> list[str]:
    """What went wrong in the page so far, one line each."""
    return []


@pytest.fixture
def page(context: BrowserContext, page_complaints: list[str]) -> Iterator[Page]:
    """A new page that must stay quiet and at home."""
    page = context.new_page()
    own: set[str] = set()

    def on_console(message: ConsoleMessage) -> None:
        # Autosave asks while a form is half filled in, and is told so with a 400, which the editor shows in its place.
        if "400" in message.text and AUTOSAVED.search(message.location["url"]):
            return
        if message.type == "error":
            page_complaints.append(f"{page.url}: console: {message.text}")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in SAME_ORIGIN_SCHEMES:
            return
        if not own:
            own.add(parts.netloc)
        if parts.netloc not in own:
            page_complaints.append(f"{page.url}: request to another origin: {request.url}")

    def on_error(error: Error) -> None:
        page_complaints.append(f"{page.url}: script error: {error}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", on_error)
    yield page
    page.close()
    assert not page_complaints, "\n".join(page_complaints)
