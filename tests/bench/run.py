"""Measure what reading costs and whether it grows with the number of articles: `make bench`.

Every page is served in this process by Django's test client, first with few articles, then with many (BENCH_ARTICLES,
10,000 unless set), with nothing cached. The baseline is the flagship article's own text as a standard page, which is
resolved as it is read, served by Wagtail's stock routing and privacy check. A time is the fastest of some rounds, so
that whatever else the machine does is left out. What counts is *grown*: the time with many articles as a multiple of
that with few, on two databases that are asked in turns. Compare no figure with those of another machine.
"""

import os
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from clinic import embedded

TURNS, ROUNDS = 4, 6  # how often each database is asked for a page, and how many times each
FEW = 300  # enough that every list shows a full page and every search has all its candidates, both times
PAGES = {
    "home": "/",
    "list of articles": "/articles/",
    "topic": "/articles/?topic=safety",
    "small topic": "/articles/?topic=opioids",
    "search": "/search/?q=ketamine+myths",
    "search, one word": "/search/?q=ketamine",
    "search, misspelled": "/search/?q=ketamne+opoids",
    "suggestions": "/search/suggestions/?q=ketam",
    "article": "/articles/ketamine-vs-opioids-for-chronic-pain/",
    "sitemap": "/sitemap.xml",
    "treatment": "/treatments/ketamine/",
    "compare": "/compare/ketamine-vs-opioids/",
    "baseline": "/baseline/",
}


def main() -> None:
    """Set a site up on a server of its own, measure, and take it away."""
    many = int(os.environ.get("BENCH_ARTICLES", "10000"))
    with ExitStack() as until_the_end:
        folder = Path(tempfile.mkdtemp(prefix="clinic-bench-"))
        until_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
        (folder / "static").mkdir()
        server = until_the_end.enter_context(embedded.server(folder / "postgres", throw_away=True))
        os.environ.update(
            DATABASE_URL=server.url,
            DATA_DIR=str(folder),
            DJANGO_SETTINGS_MODULE="clinic.settings.test",
            LOG_LEVEL="ERROR",
        )
        measure(many)
        from tests.bench.intake import measure_inbox

        measure_inbox(int(os.environ.get("BENCH_REQUESTS", "100000")))


def measure(many: int) -> None:
    """Print a row for each page."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("sample_site", stdout=sys.stderr)
    add_baseline()
    add_articles(FEW)
    databases = keep_copy()
    started = time.perf_counter()
    add_articles(many - FEW)
    print(f"{many:,} articles were loaded in {time.perf_counter() - started:.0f} s.", file=sys.stderr)
    few, rows = {}, {}
    for name, path in PAGES.items():
        few[name], rows[name] = costs_of(name, path, databases)
    base = rows["baseline"][1]
    after = f"with {many:,}"
    print(f"{'page':<20}{'queries':>8}{after:>13}{'ms':>8}{after:>13}{'grown':>8}{'of baseline':>13}")
    for name, (queries, milliseconds) in rows.items():
        before = few[name]
        print(
            f"{name:<20}{before[0]:>8}{queries:>13}{before[1]:>8.1f}{milliseconds:>13.1f}"
            f"{milliseconds / before[1]:>7.2f}x{milliseconds / base:>12.2f}x"
        )
    if grown := [name for name, (queries, _ms) in rows.items() if queries != few[name][0]]:
        sys.exit(f"The number of queries has grown: {', '.join(grown)}.")


def add_baseline() -> None:
    """Make a standard page of the flagship article's text."""
    from articles.models import ArticlePage
    from clinic.pages.models import HomePage, StandardPage

    article = ArticlePage.objects.get(slug="ketamine-vs-opioids-for-chronic-pain")
    page = StandardPage(title=article.title, slug="baseline", introduction=article.standfirst, body=article.body)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()


def add_articles(count: int) -> None:
    """Publish copies of a short article."""
    from django.db import connection

    from articles.models import ArticlePage
    from tests.bench import many

    many.add_articles(ArticlePage.objects.get(slug="ketamine-myths"), count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL's own housekeeping does after a while


def keep_copy() -> tuple[str, str]:
    """Copy the database as it is. Return the names of the copy and of the database in use."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    copy = f"{name}_few"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    return copy, name


def costs_of(name: str, path: str, databases: tuple[str, str]) -> list[tuple[int, float]]:
    """Return the queries of a page and the fewest milliseconds of serving it, on each of the databases in turns."""
    from django.db import connection

    found: list[list[tuple[int, float]]] = [[], []]
    for _turn in range(TURNS):
        for database, costs in zip(databases, found, strict=True):
            connection.close()
            connection.settings_dict["NAME"] = database
            costs.append(cost_of(name, path))
    return [min(costs) for costs in found]


def cost_of(name: str, path: str) -> tuple[int, float]:
    """Return the queries of a page, and the fewest milliseconds of serving it, with nothing cached."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from wagtail.models import Page

    from clinic.core import routing
    from clinic.core.models import BasePage

    client = Client()
    times = []
    with ExitStack() as as_stock_wagtail:
        if name == "baseline":
            as_stock_wagtail.enter_context(patch.object(routing, "_route_at", return_value=None))
            as_stock_wagtail.enter_context(patch.object(BasePage, "get_view_restrictions", Page.get_view_restrictions))
        client.get(path)
        for _ in range(ROUNDS):
            cache.clear()
            started = time.perf_counter()
            response = client.get(path)
            times.append((time.perf_counter() - started) * 1000)
            if response.status_code != 200:
                sys.exit(f"{path} answers {response.status_code}.")
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
    return len(queries), min(times)


if __name__ == "__main__":
    main()
