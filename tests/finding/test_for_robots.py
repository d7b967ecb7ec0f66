"""Sitemap, robots.txt, feed, and what becomes of old addresses."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage
from clinic.finding import sitemaps
from clinic.finding.models import SearchEntry
from clinic.pages.models import StandardPage
from tests.articles.publication import Publication

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(client: Client, path: str = "/sitemap-1.xml") -> dict[str, str]:
    """Return the last change of each address in a file of the sitemap."""
    response = client.get(path)
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)  # noqa: S314 -- our own answer
    return {
        str(url.findtext(f"{SITEMAP}loc")).removeprefix("http://127.0.0.1:8000"): str(url.findtext(f"{SITEMAP}lastmod"))
        for url in root
    }


def test_the_sitemap_lists_what_anybody_may_read_with_its_last_change_of_substance(
    publication: Publication, client: Client
) -> None:
    article, draft = publication.published(), publication.article("a-draft")
    private = publication.published(slug="private")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=private.pk), restriction_type="login")
    SearchEntry.objects.filter(pk=article.pk).update(changed_at="2026-03-04T12:00Z")
    assert listed(client)["/articles/an-article/"] == "2026-03-04"
    assert not [address for address in listed(client) if draft.slug in address or private.slug in address]
    article.standfirst = "<p>What it answers!</p>"
    article.save_revision().publish()
    assert listed(client)["/articles/an-article/"] == "2026-03-04"
    article.standfirst = "<p>What it answers, and another thing.</p>"
    article.save_revision().publish()
    assert listed(client)["/articles/an-article/"] > "2026-03-04"


def test_a_long_sitemap_is_in_several_files_at_a_fixed_cost(
    publication: Publication, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cost(path: str) -> int:
        client.get(path)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    few = cost("/sitemap-1.xml")
    for number in range(6):
        publication.published(slug=f"more-{number}")
    assert cost("/sitemap-1.xml") == few
    monkeypatch.setattr(sitemaps, "ENTRIES_A_FILE", 4)
    index = client.get("/sitemap.xml").content.decode()
    assert index.count("<loc>http://127.0.0.1:8000/sitemap-") == 2
    assert {*listed(client), *listed(client, "/sitemap-2.xml")} > {"/", "/articles/", "/articles/more-5/"}
    assert client.get("/sitemap-3.xml").status_code == 404


def test_robots_txt_leads_to_the_sitemap(publication: Publication, client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in response.content.decode()


def leads_to(client: Client, path: str) -> Any:
    """Return where an address leads, in one step and for good."""
    response = client.get(path)
    assert response.status_code == 301, f"{path}: {response.status_code}"
    assert client.get(response["Location"]).status_code == 200
    return response["Location"]


def test_an_article_that_gets_another_slug_is_found_at_the_old_one(
    publication: Publication, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    article = publication.published()
    with django_capture_on_commit_callbacks(execute=True):
        article.slug, article.title = "renamed", "Another title"
        article.save_revision().publish()
    assert leads_to(client, "/articles/an-article/") == "/articles/renamed/"
    for below in ("record/", "edition-1/"):
        answer = client.get(f"/articles/an-article/{below}", follow=True)
        assert (answer.status_code, answer.request["PATH_INFO"]) == (200, f"/articles/renamed/{below}")
    with django_capture_on_commit_callbacks(execute=True):
        article = ArticlePage.objects.get(pk=article.pk)
        article.slug = "renamed-again"
        article.save_revision().publish()
    assert leads_to(client, "/articles/an-article/") == "/articles/renamed-again/"
    assert leads_to(client, "/articles/renamed/") == "/articles/renamed-again/"


def test_what_lies_below_a_list_that_moves_is_found_at_its_old_address(
    publication: Publication, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    publication.published()
    home = publication.index.get_parent()
    with django_capture_on_commit_callbacks(execute=True):
        index = publication.index
        index.slug = "reading"
        index.save_revision().publish()
    assert leads_to(client, "/articles/an-article/") == "/reading/an-article/"
    assert leads_to(client, "/articles/") == "/reading/"
    first, second = (home.add_child(instance=StandardPage(title=slug, slug=slug)) for slug in ("first", "second"))
    for page in (first, second):
        page.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(slug="second").move(Page.objects.get(slug="first"), pos="last-child")
    assert leads_to(client, "/second/") == "/first/second/"
