"""What the tests measured of accessibility, as the accessibility statement prints it. Nobody types these facts."""

import datetime
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

NAMES = {
    "wcag2a": "WCAG 2.0 A",
    "wcag2aa": "WCAG 2.0 AA",
    "wcag21a": "WCAG 2.1 A",
    "wcag21aa": "WCAG 2.1 AA",
    "wcag22aa": "WCAG 2.2 AA",
    "best-practice": "axe best practices",
}
RESULTS = Path(__file__).with_name("accessibility.json")


@dataclass(frozen=True)
class Measured:
    """One look at every kind of page of the sample site, in a real browser.

    ``tool`` with its version found ``found`` elements that break its rules for ``standards`` (its own names) on
    ``kinds`` kinds of pages, at each of ``widths`` pixels in each of ``themes``. At ``narrowest`` pixels nothing
    scrolls sideways.
    """

    tool: str
    standards: list[str]
    kinds: int
    widths: list[int]
    themes: list[str]
    narrowest: int
    found: int
    measured_on: str

    @property
    def rules(self) -> list[str]:
        """The standards by their usual names."""
        return [NAMES.get(name, name) for name in self.standards]

    @property
    def day(self) -> datetime.date:
        """When it was measured."""
        return datetime.date.fromisoformat(self.measured_on)


@cache
def measured() -> Measured:
    """Return what was recorded last."""
    return Measured(**json.loads(RESULTS.read_text(encoding="utf-8")))


def record(results: Measured) -> None:
    """Write what was measured: ``make accessibility`` does, by running the test that measures it."""
    RESULTS.write_text(json.dumps(asdict(results), indent=2) + "\n", encoding="utf-8")
    measured.cache_clear()
