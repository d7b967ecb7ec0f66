"""Lists walk along an index whose rows PostgreSQL keeps true to the current editions, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles.editions.models import CurrentEdition, Listing
from articles.models import Topic
from articles.review.models import Withholding
from tests.articles.publication import Publication
from tests.bench.many import add_articles


def headings(page: Any) -> set[str]:
    return set(Listing.objects.filter(current=page.pk).values_list("heading", flat=True))


def test_an_article_is_listed_under_what_its_current_edition_says(publication: Publication) -> None:
    pain, mood = (
        Topic.objects.create(name=name, slug=name.lower(), locale=publication.index.locale) for name in ("Pain", "Mood")
    )
    article = publication.published(topics=[pain])
    assert headings(article) == {"article", "article/topic/pain"}
    article.topics = [mood]
    article.save_revision()
    assert headings(article) == {"article", "article/topic/pain"}
    article.save_revision().publish()
    assert headings(article) == {"article", "article/topic/mood"}
    article.unpublish()
    assert headings(article) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_listing SET made_current_at = now()",
        "UPDATE articles_listing SET heading = 'article/topic/cure'",
        "DELETE FROM articles_listing",
        "TRUNCATE articles_listing",
        (
            "INSERT INTO articles_listing (current_id, publication_id, heading, language, made_current_at)"
            " SELECT current_id, publication_id, 'article/topic/cure', language, made_current_at FROM articles_listing"
        ),
    ],
)
def test_nobody_writes_the_lists_by_hand(publication: Publication, statement: str) -> None:
    publication.published()
    before = list(Listing.objects.values())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or TRUNCATE is refused for another reason
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(statement)
    assert list(Listing.objects.values()) == before


def test_the_lists_follow_a_pointer_that_is_deleted_past_the_software(publication: Publication) -> None:
    article, other = publication.published(), publication.published(slug="other")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_currentedition WHERE page_id = %s", [article.pk])
    assert headings(article) == set()
    assert headings(other) == {"article"}


def test_what_is_withheld_is_in_no_list_though_its_row_is(
    publication: Publication, client: Client, django_user_model: Any
) -> None:
    article = publication.published(title="Taken away")
    publication.published(slug="other", title="Still there")
    Withholding.objects.create(
        page_id=article.pk,
        edition=CurrentEdition.objects.get(page=article.pk).edition,
        by=django_user_model.objects.create_user("who@example.org"),
        why="A wrong dose.",
        since=timezone.now(),
    )
    assert headings(article) == {"article"}
    for address in ("/articles/", "/", "/articles/feed/", "/articles/other/"):
        said = client.get(address).content.decode()
        assert "Still there" in said
        assert "Taken away" not in said


def test_a_page_of_the_list_knows_whether_there_is_a_next_one_without_counting(
    publication: Publication, client: Client
) -> None:
    add_articles(publication.published(title="The oldest"), 20)
    first, second, beyond = (client.get(f"/articles/?page={page}").content.decode() for page in (1, 2, 3))
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert "The oldest, copy 20" in first
    assert "The oldest<" not in first
    assert 'rel="next"' not in second
    assert 'rel="prev"' in second
    assert "The oldest<" in second
    assert "The oldest, copy" not in second
    assert "The oldest<" in beyond
