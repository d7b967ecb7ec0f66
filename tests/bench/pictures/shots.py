"""What a picture is taken of, and the page of docs/ that shows it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from itertools import product
from pathlib import Path
from typing import NamedTuple

from clinic.settings.environment import ROOT
from tests.browser.axe import THEMES
from tests.browser.desk import Desk

DOCS = ROOT / "docs"
IMAGES = DOCS / "images"
WINDOWS = {"desk": (1280, 860), "phone": (390, 860)}  # pixels
LOOKS = tuple(product(WINDOWS, THEMES))

Step = Callable[[Desk], object]


class Shot(NamedTuple):
    """A picture of a template: of an address, after something was done there.

    ``who`` looks: a member of that group, a visitor if it is empty, or whoever was there before if it is None.
    ``status`` is what the address answers with, and ``while_`` a state of the site that lasts for this picture alone.
    The picture begins at the top of the page, or at the element ``begins_at``.
    """

    name: str
    title: str
    template: str
    path: str | Callable[[], str]
    begins_at: str = ""
    after: Step | None = None
    who: str | None = ""
    status: int = 200
    while_: Callable[[], AbstractContextManager[object]] = nullcontext

    def files(self) -> dict[tuple[str, str], str]:
        """Return the names of its pictures by window and theme."""
        return {(window, theme): f"{self.name}-{window}-{theme}.webp" for window, theme in LOOKS}


class Chapter(NamedTuple):
    """A page of the docs. ``before`` brings the site into the state that all of its pictures show."""

    file: str
    title: str
    about: str
    shots: tuple[Shot, ...]
    before: Callable[[], object] | None = None

    def written(self) -> str:
        """Return the page in Markdown."""
        return "\n".join([f"# {self.title}\n", f"{self.about}\n", *map(_section, self.shots)])

    @property
    def path(self) -> Path:
        """Where the page stands."""
        return DOCS / self.file

    def files(self) -> set[str]:
        """Return the names of all of its pictures."""
        return {name for shot in self.shots for name in shot.files().values()}


def _section(shot: Shot) -> str:
    files = shot.files()
    rows = [
        f"| {window} | "
        + " | ".join(f"![{shot.title}, {window}, {theme}](images/{files[window, theme]})" for theme in THEMES)
        + " |"
        for window in WINDOWS
    ]
    return "\n".join(
        [
            f"## {shot.title}\n",
            f"`{shot.template}`\n",
            "| | " + " | ".join(THEMES) + " |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )
