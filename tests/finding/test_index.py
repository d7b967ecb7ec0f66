"""The search finds what readers get, the moment they get it, and nothing else."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage
from clinic.finding.models import FactEntry, SearchEntry, SearchWord
from clinic.pages.models import StandardPage
from tests.articles.publication import Publication
from tests.factories import PersonFactory, PersonPageFactory, TeamPageFactory
from tests.library.shelf import Shelf


def found(query: str) -> list[str]:
    """Return the addresses of what a search lists, answers first."""
    context = Client().get("/search/", {"q": query}).context
    return [each.url for each in [*context["answers"], *context["results"]]]


def test_an_article_is_found_from_the_moment_it_is_published_by_the_words_of_its_edition(
    publication: Publication,
) -> None:
    article = publication.article(body=[("rich_text", "<p>About xylophones.</p>")])
    assert found("xylophones") == []
    article.get_latest_revision().publish()
    assert found("xylophones") == ["/articles/an-article/"]
    article = ArticlePage.objects.get(pk=article.pk)
    article.body = [("rich_text", "<p>About zithers.</p>")]
    revision = article.save_revision()
    assert (found("zithers"), found("xylophones")) == ([], ["/articles/an-article/"])
    revision.publish()
    assert (found("zithers"), found("xylophones")) == (["/articles/an-article/"], [])


def test_a_row_that_is_meddled_with_is_not_what_is_found(publication: Publication) -> None:
    article = publication.published(title="As published")
    ArticlePage.objects.filter(pk=article.pk).update(title="Xylophones")
    call_command("rebuild_search", stdout=StringIO())
    assert found("xylophones") == []
    assert found("as published") == ["/articles/an-article/"]


def test_what_is_unpublished_or_private_is_not_found_nor_suggested(publication: Publication, client: Client) -> None:
    taken_down = publication.published(slug="taken-down", title="Xylophones one")
    private = publication.published(slug="private", title="Xylophones two")
    assert len(found("xylophones")) == 2
    taken_down.unpublish()
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=private.pk), restriction_type="login")
    assert found("xylophones") == []
    assert client.get("/search/suggestions/", {"q": "xylo"}).json() == {"suggestions": []}
    assert client.get("/search/", {"q": "xylophnes"}).context["corrected"] == ""
    restriction.delete()
    assert found("xylophones") == ["/articles/private/"]


def test_a_list_made_private_hides_the_words_below_it(publication: Publication) -> None:
    publication.published(title="Xylophones")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=publication.index.pk), restriction_type="login")
    assert found("xylophones") == []


def test_a_moved_page_is_found_at_its_new_address_and_a_deleted_one_not_at_all(publication: Publication) -> None:
    home = publication.index.get_parent()
    pages = {}
    for slug in ("first", "second"):
        pages[slug] = home.add_child(instance=StandardPage(title=f"Page {slug}", slug=slug))
    pages["second"].introduction = "<p>Xylophones</p>"
    pages["second"].save_revision().publish()
    Page.objects.get(slug="second").move(Page.objects.get(slug="first"), pos="last-child")
    assert found("xylophones") == ["/first/second/"]
    page = StandardPage.objects.get(slug="second")
    page.slug = "third"
    page.save_revision().publish()
    assert found("xylophones") == ["/first/third/"]
    StandardPage.objects.get(slug="third").delete()
    assert found("xylophones") == []


def test_a_draft_of_a_page_without_editions_is_not_found(publication: Publication) -> None:
    page = publication.index.get_parent().add_child(instance=StandardPage(title="A page", slug="page"))
    page.introduction = "<p>Xylophones</p>"
    page.save_revision()
    assert found("xylophones") == []
    page.get_latest_revision().publish()
    assert found("xylophones") == ["/page/"]


def test_a_person_is_found_by_what_is_said_of_them_now_until_they_leave(publication: Publication) -> None:
    person = PersonFactory(name="Ana Ruiz", job_title="Nurse")
    PersonPageFactory(person=person, slug="ana", parent=TeamPageFactory(parent=publication.index.get_parent()))
    assert found("nurse") == ["/team/ana/"]
    person.job_title = "Xylophonist"
    person.save()
    assert (found("xylophonist"), found("nurse")) == (["/team/ana/"], [])
    person.left_on = timezone.localdate() - datetime.timedelta(days=1)
    person.save()
    assert found("ana ruiz") == []


def test_a_fact_of_a_treatment_answers_before_any_page(shelf: Shelf) -> None:
    page = shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes"), "risks": "Not sourced"})
    shelf.article(title="Ketamine and its onset")
    assert found("ketamine onset")[0] == "/treatments/ketamine/#onset"
    assert "/treatments/ketamine/#risks" not in found("ketamine risks")  # what is not printed answers nothing
    shelf.rewrite(page, {})
    assert found("ketamine onset")[0] == "/articles/an-article/"


def test_rebuilding_changes_nothing_that_was_right_and_forgets_what_is_gone(shelf: Shelf) -> None:
    shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes")})
    article = shelf.article(title="Xylophones")

    def held() -> list[Any]:
        columns = [field.name for field in SearchEntry._meta.fields]
        facts = FactEntry.objects.order_by("key").values_list("entry", "key", "answer")
        words = SearchWord.objects.order_by("word").values_list("word", flat=True)
        return [list(SearchEntry.objects.order_by("pk").values(*columns)), list(facts), list(words)]

    before = held()
    call_command("rebuild_search", stdout=StringIO())
    assert held() == before
    Page.objects.filter(pk=article.pk).update(live=False)
    call_command("rebuild_search", stdout=StringIO())
    assert not SearchEntry.objects.filter(pk=article.pk).exists()
    assert not SearchWord.objects.filter(word="xylophones").exists()


@pytest.mark.parametrize(
    ("words", "is_substantive"), [("what it, answers", False), ("What it answers, and more.", True)]
)
def test_a_change_of_punctuation_alone_is_no_change_of_substance(
    publication: Publication, words: str, is_substantive: bool
) -> None:
    article = publication.published()
    before = SearchEntry.objects.get(pk=article.pk)
    article.standfirst = f"<p>{words}</p>"
    article.save_revision().publish()
    after = SearchEntry.objects.get(pk=article.pk)
    assert after.edition_id != before.edition_id
    assert (after.changed_at != before.changed_at) == is_substantive
