"""What readers get: pages, lists, the feed, and what they cost."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.models import Site as WagtailSite

from articles.editions.models import ContributorRole
from articles.models import ArticleIndexPage, ArticlePage, RelatedArticle, Topic
from articles.review.models import Decision
from articles.review.services import sign_edition
from clinic.core.models import ClinicSettings
from clinic.people.models import PersonPage
from tests.articles.publication import Publication as Site
from tests.articles.publication import make_reviewer, newest_edition
from tests.bench.many import add_articles
from tests.factories import ImageFactory, PersonFactory, PersonPageFactory, ReferenceFactory, TeamPageFactory
from tests.scripts import without_ours

# What each query of an article is for: the site; the page; its privacy; edition, claim and dates; clinic settings;
# site texts; every page that is linked to; related articles.
ARTICLE_QUERIES = 8
# The list reads its own fields, and counts its pages; it has topics in place of related articles.
INDEX_QUERIES = 10


def queries_of(client: Client, path: str) -> int:
    """Count the queries of a page with nothing cached."""
    client.get(path)  # content types are kept by the process, not by a cache
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def fill(publication: Site, count: int) -> None:
    """Publish many articles on one topic."""
    topic = Topic.objects.create(name="Pain", slug="pain", locale=publication.index.locale)
    people = [(PersonFactory(), ContributorRole.AUTHOR), (PersonFactory(), ContributorRole.EDITOR)]
    for number in range(count):
        publication.published(slug=f"article-{number}", contributors=people, topics=[topic])


def test_an_article_costs_eight_queries_however_many_there_are(publication: Site, client: Client) -> None:
    fill(publication, 5)
    few = {path: queries_of(client, path) for path in ("/articles/article-1/", "/articles/", "/articles/?topic=pain")}
    add_articles(ArticlePage.objects.get(slug="article-2"), 495)
    many = {path: queries_of(client, path) for path in few}
    assert few["/articles/article-1/"] <= ARTICLE_QUERIES
    assert few["/articles/"] <= INDEX_QUERIES
    assert many == few


def test_sources_logo_and_people_cost_no_further_queries(publication: Site, client: Client) -> None:
    clinic = ClinicSettings.for_site(WagtailSite.objects.get())
    clinic.logo = ImageFactory()
    clinic.save()
    references = ReferenceFactory.create_batch(20)
    cited = "".join(f'<p>x<a linktype="reference" id="{reference.pk}">[x]</a></p>' for reference in references)
    team = TeamPageFactory(parent=publication.index.get_parent())
    people = [(PersonFactory(), ContributorRole.AUTHOR) for _ in range(6)]
    for person, _role in people:
        PersonPageFactory(person=person, parent=team)
    article = publication.published(body=[("rich_text", cited)], contributors=people)
    sign_edition(
        newest_edition(article).pk, make_reviewer(), Decision.APPROVED, digest_shown=newest_edition(article).digest
    )
    assert queries_of(client, "/articles/an-article/") <= ARTICLE_QUERIES


def test_sources_are_numbered_in_order_of_first_use_and_link_both_ways(publication: Site, client: Client) -> None:
    first, second = ReferenceFactory(title="The first"), ReferenceFactory(title="The second")
    cite = {r: f'<a linktype="reference" id="{r.pk}">[x]</a>' for r in (first, second)}
    publication.published(
        standfirst=f"<p>a{cite[first]}</p>", body=[("rich_text", f"<p>b{cite[second]} c{cite[first]}</p>")]
    )
    page = client.get("/articles/an-article/").content.decode()
    assert re.findall(r'href="#source-(\d)" id="(cite-\d-\d)"', page) == [
        ("1", "cite-1-1"),
        ("2", "cite-2-1"),
        ("1", "cite-1-2"),
    ]
    assert 0 < page.index("The first") < page.index("The second")
    for anchor in ("#cite-1-1", "#cite-1-2", "#cite-2-1"):
        assert f'href="{anchor}"' in page


def test_a_list_shows_what_the_edition_says_and_not_the_row(publication: Site, client: Client) -> None:
    article = publication.published(title="As published")
    ArticlePage.objects.filter(pk=article.pk).update(title="As meddled with")
    page = client.get("/articles/").content.decode()
    assert "As published" in page
    assert "As meddled with" not in page


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "1e9", "%00", "9" * 400])
def test_a_bad_page_number_shows_the_nearest_page(publication: Site, client: Client, number: str) -> None:
    publication.published()
    assert "An article" in client.get(f"/articles/?page={number}").content.decode()


@pytest.mark.parametrize("topic", ["nothing", "<script>", "'", "%00", "\0", "x" * 5000])
def test_an_unknown_topic_is_an_empty_list_and_no_error(publication: Site, client: Client, topic: str) -> None:
    publication.published()
    response = client.get("/articles/", {"topic": topic})
    assert response.status_code == 200
    assert "<script>" not in without_ours(response.content.decode())
    assert "an-article" not in response.content.decode()


def test_private_articles_are_listed_nowhere(publication: Site, client: Client) -> None:
    private, other = publication.published(slug="private", title="Kept private"), publication.published(slug="other")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=private.pk), restriction_type="login")
    for path in ("/", "/articles/", "/articles/feed/", f"/articles/{other.slug}/"):
        assert "Kept private" not in client.get(path).content.decode()
    assert client.get("/articles/private/").status_code == 302


def test_a_private_list_hides_all_that_is_below(publication: Site, client: Client) -> None:
    publication.published()
    PageViewRestriction.objects.create(page=Page.objects.get(pk=publication.index.pk), restriction_type="login")
    assert client.get("/articles/an-article/").status_code == 302
    assert client.get("/articles/feed/").status_code == 302
    assert "An article" not in client.get("/").content.decode()


def test_chosen_related_articles_come_first_then_those_on_the_same_topic(publication: Site, client: Client) -> None:
    topic = Topic.objects.create(name="Pain", slug="pain", locale=publication.index.locale)
    chosen = publication.published(slug="chosen", title="Chosen one")
    publication.published(slug="same", title="Same topic", topics=[topic])
    for number in range(4):
        publication.published(slug=f"new-{number}", title=f"Newest {number}")
    publication.published(topics=[topic], related_articles=[RelatedArticle(article=chosen)])
    page = client.get("/articles/an-article/").content.decode()
    related = page[page.index('id="related"') :]
    assert related.index("Chosen one") < related.index("Same topic") < related.index("Newest 3")
    assert "Newest 0" not in related


def test_somebody_who_left_keeps_the_name_without_a_link(publication: Site, client: Client) -> None:
    person = PersonFactory(name="Ana Ruiz")
    page = PersonPageFactory(person=person, slug="ana", parent=TeamPageFactory(parent=publication.index.get_parent()))
    publication.published(contributors=[(person, ContributorRole.AUTHOR)])
    assert 'href="/team/ana/"' in client.get("/articles/an-article/").content.decode()
    person.left_on = timezone.localdate()
    person.save()
    left = client.get("/articles/an-article/").content.decode()
    assert "Ana Ruiz" in left
    assert "/team/ana/" not in left
    assert PersonPage.objects.filter(pk=page.pk, live=True).exists()


def test_the_feed_holds_titles_and_addresses_of_current_editions(publication: Site, client: Client) -> None:
    article = publication.published(title="In the <feed> & out")
    ArticlePage.objects.filter(pk=article.pk).update(title="As meddled with")
    response = client.get("/articles/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entry = ElementTree.fromstring(response.content).find("a:entry", atom)  # noqa: S314 -- our own answer
    assert entry is not None
    assert entry.findtext("a:title", namespaces=atom) == "In the <feed> & out"
    assert entry.find("a:link", atom).get("href").endswith("/articles/an-article/")  # type: ignore[union-attr]  # a missing element fails the test as well


def graph_of(client: Client, path: str) -> dict[str, Any]:
    """Return the JSON-LD nodes of a page by type."""
    page = client.get(path).content.decode()
    documents = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(documents) == 1
    return {node["@type"]: node for node in json.loads(documents[0])["@graph"]}


def test_search_engines_are_told_what_the_edition_says(publication: Site, client: Client) -> None:
    reference = ReferenceFactory(doi="10.5555/x")
    cited = f'<p>x<a linktype="reference" id="{reference.pk}">[x]</a></p>'
    article = publication.published(title="Ends </script> here", body=[("rich_text", cited)])
    graph = graph_of(client, "/articles/an-article/")
    assert graph["Article"]["headline"] == "Ends </script> here"
    assert graph["Article"]["citation"][0]["sameAs"] == ["https://doi.org/10.5555/x"]
    assert len(graph["Article"]["author"]) == len(graph["Article"]["editor"]) == 1
    assert "reviewedBy" not in graph["MedicalWebPage"]
    edition = newest_edition(article)
    reviewer = make_reviewer()
    sign_edition(edition.pk, reviewer, Decision.APPROVED, digest_shown=edition.digest)
    reviewed = graph_of(client, "/articles/an-article/")["MedicalWebPage"]
    assert reviewed["reviewedBy"]["name"] == reviewer.person.printed_name
    assert reviewed["lastReviewed"] == timezone.now().date().isoformat()
    assert reviewed["expires"] > reviewed["lastReviewed"]


def test_an_alias_names_its_source_as_the_address_to_be_found(publication: Site, client: Client) -> None:
    publication.published().create_alias(update_slug="an-alias")
    assert (
        '/articles/an-article/">'
        in re.search(r'<link rel="canonical"[^>]*>', client.get("/articles/an-alias/").content.decode()).group()
    )  # type: ignore[union-attr]  # a missing element fails the test as well


def test_a_draft_is_previewed_as_its_edition_would_be(publication: Site, client: Client) -> None:
    from clinic.accounts.roles import EDITORS
    from tests.factories import UserFactory
    from tests.staff import let_in

    article = publication.published()
    article.title = "Not published yet"
    article.save_revision()
    let_in(client, UserFactory(groups=[EDITORS]))
    preview = client.get(f"/admin/pages/{article.pk}/revisions/{article.get_latest_revision().pk}/view/")
    assert "Not published yet" in preview.content.decode()
    assert "Preview of a draft" in preview.content.decode()
    assert "Not published yet" not in Client().get("/articles/an-article/").content.decode()


def test_the_list_says_so_when_there_is_nothing_to_read(publication: Site, client: Client) -> None:
    page = client.get("/articles/")
    assert page.status_code == 200
    assert ArticleIndexPage.objects.count() == 1
    assert "Nothing has been published here yet" in page.content.decode()


def test_a_second_topic_with_the_same_slug_is_refused_at_its_field(publication: Site, client: Client) -> None:
    from clinic.accounts.roles import EDITORS
    from tests.factories import UserFactory
    from tests.staff import let_in

    Topic.objects.create(name="Pain", slug="pain", locale=publication.index.locale)
    let_in(client, UserFactory(groups=[EDITORS]))
    answer = client.post(
        "/admin/snippets/articles/topic/add/", {"name": "Pain again", "slug": "pain", "description": ""}
    )
    assert "There is already a topic with this slug" in answer.content.decode()
    assert Topic.objects.count() == 1
