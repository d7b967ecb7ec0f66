"""What other sites are told of an article, and the card they show for it."""

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage
from articles.review.models import Decision
from articles.review.services import sign_edition
from articles.review.urgent import withdraw_page, withhold
from tests.articles.publication import Publication, make_reviewer, newest_edition
from tests.factories import ImageFactory, UserFactory
from tests.staff import let_in

PAGE = "/articles/an-article/"
CARD = f"{PAGE}card.jpg"


def told(client: Client, address: str = PAGE) -> dict[str, str]:
    """Return the tags for other sites by their name."""
    page = client.get(address).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter|article):[^"]+)"\s+content="([^"]*)">', page))


def test_the_card_of_an_article_is_named_with_its_size_and_words_and_is_got_there(
    publication: Publication, client: Client
) -> None:
    publication.published(title="A “title” & more")
    tags = told(client)
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:image"].startswith(f"{settings.SITE_URL}{CARD}?")
    assert tags["og:image:alt"] == "A “title” &amp; more. Not yet medically reviewed"
    answer = client.get(tags["og:image"].removeprefix(settings.SITE_URL))
    assert answer["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(answer.content)).size == (int(tags["og:image:width"]), int(tags["og:image:height"]))


def test_a_signature_makes_another_card_at_another_address(publication: Publication, client: Client) -> None:
    edition = newest_edition(publication.published())
    before = told(client)
    reviewer = make_reviewer()
    sign_edition(edition.pk, reviewer, Decision.APPROVED, digest_shown=edition.digest)
    after = told(client)
    assert f"Medically reviewed by {reviewer.person.printed_name}" in after["og:image:alt"]
    assert before["og:image"] != after["og:image"]


def test_the_picture_that_an_editor_chose_stands_in_its_place(publication: Publication, client: Client) -> None:
    publication.published(social_image=ImageFactory())
    assert "/pictures/" in told(client)["og:image"]


def test_a_part_of_the_featured_picture_is_on_the_card_unless_words_belong_beside_it(
    publication: Publication, client: Client
) -> None:
    publication.published(featured_image=ImageFactory(file__color="teal"))
    publication.published("credited", featured_image=ImageFactory(file__color="teal", credit="Somebody"))
    on_the_right = []
    for address in (CARD, "/articles/credited/card.jpg"):
        red, green, blue = Image.open(BytesIO(client.get(address).content)).getpixel((1100, 300))  # type: ignore[misc]  # a JPEG has three channels
        on_the_right.append((round(red, -1), round(green, -1), round(blue, -1)))
    assert on_the_right == [(0, 130, 130), (250, 250, 250)]


def test_there_is_no_card_where_there_is_no_text_for_this_reader(publication: Publication, client: Client) -> None:
    article = publication.published()
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=article.pk), restriction_type="login")
    assert client.get(CARD).status_code == 302
    inside = let_in(Client(), UserFactory()).get(CARD)
    assert inside.status_code == 200
    assert {"private", "no-store"} <= set(inside["Cache-Control"].split(", "))
    assert "public" not in inside["Cache-Control"]
    restriction.delete()
    assert client.get(CARD)["Cache-Control"] == "public, max-age=3600"
    article.body = [("rich_text", "<p>Other words.</p>")]
    article.save_revision().publish()
    assert "og:image" not in told(client, f"{PAGE}edition-1/")
    withhold(newest_edition(article), UserFactory(is_superuser=True), why="A patient could be recognised.")
    assert client.get(CARD).status_code == 404
    assert "og:image" not in told(client)


@pytest.mark.parametrize("address", ["/media/cards/", "/media/cards/../cards/x.jpg"])
def test_cards_are_got_from_their_page_alone(publication: Publication, client: Client, address: str) -> None:
    publication.published()
    client.get(CARD)
    assert client.get(address).status_code == 404


def test_a_withdrawn_article_has_none(publication: Publication, client: Client) -> None:
    article = publication.published()
    withdraw_page(ArticlePage.objects.get(pk=article.pk), UserFactory(is_superuser=True), why="It was wrong.")
    assert client.get(CARD).status_code == 404
