"""The search page whatever it is asked, and what it costs."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from articles.models import Topic
from clinic.accounts.roles import AUTHORS, EDITORS
from clinic.finding.models import Synonym
from clinic.finding.synonyms import load_synonyms
from clinic.finding.words import distance
from tests.articles.publication import Publication
from tests.bench.many import add_articles

# The topics; the synonyms; what each word says; pages that have it, and whether one can be read; candidates, and those
# that can be read; facts; the entries of this page; for the frame the site, settings, texts and pages; the reviews. A
# misspelled word: words like it; three for which of them can be read; three for the corrected words once more.
SEARCH_QUERIES, CORRECTED_QUERIES = 14, 20
# Before a page counts as missing: the site, the page there, Wagtail's walk of the tree, redirects. Then as above.
LOST_QUERIES = 19


def synonym(term: str, *others: str) -> Synonym:
    """Put a term on the list of synonyms."""
    return Synonym.objects.create(term=term, other_words="\n".join(others), locale=Locale.get_default())


def queries_of(client: Client, path: str, status: int = 200) -> int:
    """Count the queries of an address with nothing cached."""
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == status
    return len(queries)


def test_a_search_costs_the_same_however_much_there_is(publication: Publication, client: Client) -> None:
    synonym("Ketamine", "Ketalar")
    article = publication.published(title="Ketamine and xylophones")
    paths = {"/search/?q=ketalar+xylophones": SEARCH_QUERIES, "/search/?q=xylophnes": CORRECTED_QUERIES}
    few = {path: queries_of(client, path) for path in paths}
    lost = queries_of(client, "/articles/xylophone/", 404)
    add_articles(article, 200)
    assert {path: queries_of(client, path) for path in paths} == few
    assert queries_of(client, "/articles/xylophone/", 404) == lost <= LOST_QUERIES
    assert {path: count for path, count in few.items() if count > paths[path]} == {}


@pytest.mark.parametrize(
    "query",
    ["", " ", "\0", "%", "'", '"', "& | ! <-> :*", "\\", "the of and", "a" * 100_000, "x " * 50_000, "𓂀 ́ ‮", "1e9", "-"],
)
def test_no_query_is_an_error(publication: Publication, client: Client, query: str) -> None:
    publication.published()
    for path in ("/search/", "/search/suggestions/"):
        response = client.get(path, {"q": query})
        assert response.status_code == 200
        assert len(response.content) < 40_000


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1e9", "\0", "9" * 400])
def test_a_bad_page_number_shows_the_nearest_page(publication: Publication, client: Client, page: str) -> None:
    publication.published(title="Xylophones")
    assert "an-article" in client.get("/search/", {"q": "xylophones", "page": page}).content.decode()


def test_nothing_typed_and_nothing_indexed_becomes_markup(publication: Publication, client: Client) -> None:
    attack = "<script>alert(1)</script>"
    publication.published(
        title=f"Xylophones {attack}",
        body=[("rich_text", "<p>xylophones &lt;img src=x onerror=alert(1)&gt; \x02x\x03</p>")],
    )
    page = client.get("/search/", {"q": f"xylophones {attack}"}).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "<script" not in main
    assert "<img" not in main
    assert "<mark>Xylophones</mark>" in main or "<mark>xylophones</mark>" in main
    assert "\x02" not in page


def test_passages_mark_what_was_asked_for_in_any_of_its_words(publication: Publication, client: Client) -> None:
    synonym("Ketamine", "Ketalar")
    publication.published(body=[("rich_text", f"<p>{'Other words. ' * 200}Then ketamine came.</p>")])
    result = client.get("/search/", {"q": "Ketalar"}).context["results"][0]
    assert "<mark>ketamine</mark> came" in result.passage
    assert len(result.passage) < 600


def test_an_editor_adds_a_synonym_and_visitors_find_by_it_at_once(publication: Publication, signed_in: Any) -> None:
    publication.published(title="Complex regional pain syndrome")
    client = Client()
    assert not client.get("/search/", {"q": "CRPS"}).context["results"]
    answer = signed_in(EDITORS).post(
        "/admin/snippets/finding/synonym/add/", {"term": "Complex regional pain syndrome", "other_words": "CRPS"}
    )
    assert answer.status_code == 302
    assert client.get("/search/", {"q": "CRPS"}).context["results"]
    again = signed_in(EDITORS).post(
        "/admin/snippets/finding/synonym/add/", {"term": "complex regional pain syndrome", "other_words": "RSD"}
    )
    assert "This term is on the list already" in again.content.decode()
    assert signed_in(AUTHORS).get("/admin/snippets/finding/synonym/add/").status_code in (302, 403)


def test_loading_the_synonyms_again_keeps_what_an_editor_changed(db: None) -> None:
    assert load_synonyms() > 20
    Synonym.objects.filter(term="Esketamine").update(other_words="Only this")
    assert load_synonyms() == 0
    assert Synonym.objects.get(term="Esketamine").other_words == "Only this"


def test_filters_narrow_by_kind_and_topic_and_lead_back(publication: Publication, client: Client) -> None:
    topic = Topic.objects.create(name="Music", slug="music", locale=publication.index.locale)
    publication.published(slug="one", title="Xylophones one", topics=[topic])
    publication.published(slug="two", title="Xylophones two")
    everything = client.get("/search/", {"q": "xylophones"}).context
    assert [(each.label, each.count) for each in everything["topics"]] == [("Music", 1)]
    narrowed = client.get(everything["topics"][0].url).context
    assert [result.url for result in narrowed["results"]] == ["/articles/one/"]
    assert len(client.get(narrowed["topics"][0].url).context["results"]) == 2
    assert client.get("/search/?q=xylophones&kind=nothing&topic=%00").context["count"] == 2


def test_where_nothing_is_found_there_is_somewhere_to_go(publication: Publication, client: Client) -> None:
    Topic.objects.create(name="Music", slug="music", locale=publication.index.locale)
    page = client.get("/search/", {"q": "qqqqqq"}).content.decode()
    assert "We have nothing on “qqqqqq” yet" in page
    assert 'href="/articles/?topic=music"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_missing_page_offers_what_its_address_may_have_meant(publication: Publication, client: Client) -> None:
    publication.published(slug="xylophones-at-night", title="Xylophones at night")
    response = client.get("/articles/xylophone_at-night/")
    assert response.status_code == 404
    assert 'href="/articles/xylophones-at-night/"' in response.content.decode()
    file = client.get("/xylophones.php")
    assert file.status_code == 404
    assert "xylophones-at-night" not in file.content.decode()


def test_suggestions_are_titles_and_the_site_s_own_words(publication: Publication, client: Client) -> None:
    synonym("Ketamine", "Ketalar")
    synonym("Esketamine", "Spravato")
    publication.published(title="What ketamine does")
    assert client.get("/search/suggestions/", {"q": "keta"}).json()["suggestions"] == ["Ketamine", "What ketamine does"]
    assert client.get("/search/suggestions/", {"q": "sprav"}).json()["suggestions"] == []  # nothing would be found
    assert client.get("/search/suggestions/", {"q": "k"}).json()["suggestions"] == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("opoid", "opioid", 1), ("opiod", "opioid", 1), ("ketmaine", "ketamine", 1), ("", "ab", 2)],
)
def test_a_dropped_or_swapped_letter_is_one_mistake(one: str, other: str, apart: int) -> None:
    assert distance(one, other) == apart


def test_a_search_can_be_shared_and_leads_on_page_by_page(publication: Publication, client: Client) -> None:
    for number in range(12):
        publication.published(slug=f"x-{number}", title=f"Xylophones {number}")
    page = client.get("/search/?q=xylophones&kind=article").content.decode()
    onward = re.search(r'rel="next"\s+href="([^"]+)"', page)
    assert onward
    second = client.get("/search/" + onward[1].replace("&amp;", "&"))
    assert len(second.context["results"]) == 2
    assert second.context["kinds"][0].current
