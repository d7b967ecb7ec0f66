"""Ask Lighthouse, on its mobile profile, about the pages that readers come to: `make lighthouse`.

Each page is loaded LIGHTHOUSE_RUNS times (3 unless set); of each figure the median counts, as Lighthouse's own makers
advise, since one run on a busy machine says little. Ends with status 1 where a page misses what docs/design.md
promises.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.serving import running_site
from tests.browser.conftest import find_chromium

VERSION = "12.8.2"  # the last that runs on Node 18 and 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LARGEST_PAINT_WITHIN = 1200  # milliseconds
PAGES = {
    "home": "/",
    "index": "/articles/",
    "article": "/articles/ketamine-vs-opioids-for-chronic-pain/",
    "compare": "/compare/ketamine-vs-opioids/",
    "search": "/search/",
    "location": "/locations/seattle/",
    "contact": "/contact/",
}


def main() -> None:
    """Print a row for each page; exit with status 1 if one falls short."""
    runs = int(os.environ.get("LIGHTHOUSE_RUNS", "3"))
    short = False
    with running_site() as site:
        print(f"{'page':<10}{''.join(f'{name:>16}' for name in CATEGORIES)}{'paint, ms':>12}{'shift':>8}")
        for name, path in PAGES.items():
            reports = [_report(f"{site}{path}") for _run in range(runs)]
            scores = [median(report["categories"][key]["score"] * 100 for report in reports) for key in CATEGORIES]
            paint = median(_figure(report, "largest-contentful-paint") for report in reports)
            shift = max(_figure(report, "cumulative-layout-shift") for report in reports)
            print(f"{name:<10}{''.join(f'{score:>16.0f}' for score in scores)}{paint:>12.0f}{shift:>8.3f}", flush=True)
            if min(scores) < 100:
                print("".join(f"    {line}\n" for line in sorted(set(_losses(reports[-1])))), end="")
            short |= min(scores) < 100 or paint >= LARGEST_PAINT_WITHIN or shift > 0
    sys.exit(1 if short else 0)


def _report(url: str) -> dict[str, Any]:
    """Return what Lighthouse says of an address. Raises CalledProcessError if it could not look."""
    chromium = find_chromium()
    assert chromium, "No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path."
    sandbox = " --no-sandbox" if os.geteuid() == 0 else ""
    with tempfile.TemporaryDirectory(prefix="clinic-lighthouse-") as folder:
        written = Path(folder) / "report.json"
        subprocess.run(
            [
                *("npx", "--yes", f"lighthouse@{VERSION}", url, "--quiet"),
                *("--output=json", f"--output-path={written}", f"--only-categories={','.join(CATEGORIES)}"),
                f"--chrome-flags=--headless --disable-gpu{sandbox}",
            ],
            check=True,
            env={**os.environ, "CHROME_PATH": chromium},
        )
        report: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
        return report


def _figure(report: dict[str, Any], name: str) -> float:
    return float(report["audits"][name]["numericValue"])


def _losses(report: dict[str, Any]) -> list[str]:
    """Return a line for each audit that cost points."""
    return [
        f"{name}: {report['audits'][reference['id']]['title']} ({reference['id']})"
        for name, category in report["categories"].items()
        for reference in category["auditRefs"]
        if reference["weight"]
        and (report["audits"][reference["id"]]["score"] or 0) < 1
        and report["audits"][reference["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]


if __name__ == "__main__":
    main()
