"""What is measured with thousands of articles is what readers get."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage
from clinic.finding.models import SearchEntry
from tests.articles.conftest import publication as publication
from tests.articles.publication import Publication
from tests.bench.many import add_articles
from tests.bench.run import PAGES


def test_copies_are_published_found_and_listed_and_no_list_costs_more(
    publication: Publication, client: Client, proof_size: str
) -> None:
    def costs() -> dict[str, int]:
        found = {}
        for path in ("/", "/articles/", "/search/?q=xylophones", "/sitemap-1.xml", "/articles/an-article/"):
            client.get(path)
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found[path] = len(queries)
        return found

    count = 10_000 if proof_size == "full" else 30
    add_articles(publication.published(title="Xylophones"), 3)
    few = costs()
    add_articles(ArticlePage.objects.get(slug="an-article"), count)
    assert costs() == few
    assert SearchEntry.objects.filter(kind="article").count() == count + 4
    assert "Xylophones, copy 5</h1>" in " ".join(client.get("/articles/an-article-5/").content.decode().split())
    last = ArticlePage.objects.get(slug=f"an-article-{count}")
    last.title = "Another title"
    last.save_revision().publish()  # a copy is an article like any other
    assert "Another title" in client.get(f"/articles/an-article-{count}/").content.decode()


@pytest.mark.parametrize("needed", ["/", "/articles/", "/articles/?topic=", "/search/", "/compare/", "/baseline/"])
def test_everything_that_may_grow_is_measured(needed: str) -> None:
    assert any(path.startswith(needed) for path in PAGES.values())
