"""How an article of this site is cited: the line to copy, and the file for reference managers."""

import datetime

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from articles.citing import Citation
from articles.editions.models import ContributorRole
from articles.models import ArticlePage
from articles.review.urgent import withdraw_page
from tests.articles.publication import Publication
from tests.factories import PersonFactory, UserFactory

PAGE, RIS = "/articles/an-article/", "/articles/an-article/cite.ris"


def lines_of(client: Client) -> list[tuple[str, str]]:
    """Read the file as its format prescribes: CRLF, a tag, two blanks, a hyphen and a blank."""
    lines = client.get(RIS).content.decode().split("\r\n")
    assert lines.pop() == ""
    assert all(line[2:6] == "  - " for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def test_the_line_to_copy_names_authors_dates_edition_and_an_address_that_keeps_showing_it(
    publication: Publication, client: Client
) -> None:
    people = [PersonFactory(name=f"Person {letter}") for letter in "ABCDEFG"]
    article = publication.published(contributors=[(person, ContributorRole.AUTHOR) for person in people])
    page = " ".join(client.get(PAGE).content.decode().split())
    address = f"{settings.SITE_URL}{PAGE}edition-1/"
    assert '<p class="citation" id="citation">Person A, Person B, Person C, et al. An article. Published ' in page
    assert f". Edition 1. {address}</p>" in page
    assert "Updated" not in page.partition('id="citation"')[2].partition("</p>")[0]
    article.body = [("rich_text", "<p>Other words.</p>")]
    article.save_revision().publish()
    earlier = " ".join(client.get(f"{PAGE}edition-1/").content.decode().split())
    assert f". Edition 1. {address}</p>" in earlier
    assert "cite.ris" not in earlier


def test_a_reference_manager_gets_each_certain_detail_on_a_line_of_its_own(
    publication: Publication, client: Client
) -> None:
    publication.published(contributors=[(PersonFactory(name="Ana Ruiz"), ContributorRole.AUTHOR)])
    answer = client.get(RIS)
    assert answer["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="an-article.ris"'
    lines = lines_of(client)
    assert (lines[0], lines[-1]) == (("TY", "ELEC"), ("ER", ""))
    found = dict(lines)
    assert (found["AU"], found["TI"], found["ET"], found["LA"]) == ("Ana Ruiz", "An article", "1", "en")
    assert found["UR"] == f"{settings.SITE_URL}{PAGE}edition-1/"
    assert found["DA"].startswith(f"{found['PY']}/")


@pytest.mark.parametrize("title", ["Two\r\nER  - \r\nTY  - BOOK", "Two\u2028lines\x85and\x0bmore", "Tab\tand\x00nul"])
def test_no_title_can_end_its_line(title: str) -> None:
    day = datetime.date(2026, 3, 2)
    ris = Citation(("Ana Ruiz",), title, "A\rclinic", "en", day, day, 1, "https://www.example.org/").ris
    assert " ".join(line[:2] for line in ris.splitlines()) == "TY AU TI T2 PB PY DA ET LA UR ER"


def test_the_file_obeys_privacy_and_goes_with_the_text(publication: Publication, client: Client) -> None:
    article = publication.article()
    assert client.get(RIS).status_code == 404
    article.save_revision().publish()
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=article.pk), restriction_type="login")
    assert client.get(RIS).status_code == 302
    restriction.delete()
    assert client.get(RIS).status_code == 200
    withdraw_page(ArticlePage.objects.get(pk=article.pk), UserFactory(is_superuser=True), why="It was wrong.")
    assert client.get(RIS).status_code == 404
