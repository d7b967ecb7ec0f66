"""Editors edit pages, readers read editions: nothing but publishing changes what a reader reads."""

import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page

from articles.editions.canonical import digest
from articles.editions.models import ContributorRole, CurrentEdition, Edition, Publication
from articles.editions.services import freeze_edition, publish_edition
from articles.models import ArticleContributor, ArticlePage
from clinic.core.models import Notice
from tests.articles.publication import Publication as Site
from tests.articles.publication import newest_edition
from tests.factories import ImageFactory, PersonFactory, ReferenceFactory, UserFactory

ARTICLE = "/articles/an-article/"


def read(client: Client, path: str = ARTICLE) -> str:
    """Return what a reader gets."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_publishing_freezes_an_edition_and_makes_it_current(publication: Site, client: Client) -> None:
    article = publication.published(title="What readers get")
    edition = newest_edition(article)
    assert CurrentEdition.objects.get(page=article).edition == edition
    assert edition.digest == digest(edition.snapshot)
    assert edition.revision == article.live_revision
    assert "What readers get" in read(client)


def test_publishing_the_same_words_again_makes_no_second_edition_and_no_new_date(publication: Site) -> None:
    article = publication.published()
    article.save_revision().publish()
    assert Edition.objects.filter(page=article).count() == 1
    assert Publication.objects.filter(page=article).count() == 1


def test_a_draft_is_not_read(publication: Site, client: Client) -> None:
    publication.article()
    assert client.get(ARTICLE).status_code == 404


def test_unpublishing_takes_the_article_away_and_publishing_again_brings_it_back(
    publication: Site, client: Client
) -> None:
    article = publication.published()
    article.unpublish()
    assert client.get(ARTICLE).status_code == 404
    assert "An article" not in read(client, "/articles/")
    article.get_latest_revision().publish()
    assert "The first words" in read(client)


def save_a_draft(article: ArticlePage) -> None:
    article.title, article.body = "Changed", [("rich_text", "<p>Changed</p>")]
    article.save_revision()


def save_the_row(article: ArticlePage) -> None:
    article.title, article.body = "Changed", [("rich_text", "<p>Changed</p>")]
    article.save()


def update_the_row(article: ArticlePage) -> None:
    changed = '[{"type": "rich_text", "value": "<p>Changed</p>"}]'
    ArticlePage.objects.filter(pk=article.pk).update(title="Changed", draft_title="Changed", body=changed)


def overwrite_the_revision(article: ArticlePage) -> None:
    article.title = "Changed"
    article.save_revision(overwrite_revision=article.get_latest_revision(), user=None)


def rename_the_author(article: ArticlePage) -> None:
    person = article.article_contributors.first().person
    person.name = "Changed"
    person.save()


@pytest.mark.parametrize(
    "meddle", [save_a_draft, save_the_row, update_the_row, overwrite_the_revision, rename_the_author]
)
def test_only_publishing_changes_what_is_read(publication: Site, client: Client, meddle: Any) -> None:
    article = publication.published()
    before = {path: read(client, path) for path in (ARTICLE, "/articles/")}
    meddle(ArticlePage.objects.get(pk=article.pk))
    assert {path: read(client, path) for path in before} == before


def test_a_stale_copy_of_the_page_cannot_bring_old_words_back(publication: Site, client: Client) -> None:
    article = publication.published()
    stale = ArticlePage.objects.get(pk=article.pk)
    article.body = [("rich_text", "<p>The second words.</p>")]
    article.save_revision().publish()
    stale.save()
    assert "The second words" in read(client)
    assert Edition.objects.filter(page=article).count() == 2


def test_a_picture_replaced_in_the_library_stays_as_it_was_signed(publication: Site, client: Client) -> None:
    image = ImageFactory(file__color="teal")
    publication.published(featured_image=image)
    before = read(client)
    file = BytesIO()
    Image.new("RGB", (1200, 800), "red").save(file, "PNG")
    image.file = ImageFile(file, "other.png")
    image.description = "A red rectangle"
    image.save()
    assert read(client) == before
    shown = newest_edition(ArticlePage.objects.get()).card["featured"]
    assert shown["alt"] == "A teal rectangle"


def test_a_notice_or_source_changed_in_the_library_changes_no_edition(publication: Site, client: Client) -> None:
    notice = Notice.objects.create(name="n", text="<p>As it was.</p>", locale=Locale.get_default())
    reference = ReferenceFactory(title="The title as it was")
    publication.published(
        body=[
            ("notice", {"notice": notice}),
            ("rich_text", f'<p>Words<a linktype="reference" id="{reference.pk}">[x]</a></p>'),
        ]
    )
    before = read(client)
    notice.text, reference.title = "<p>Changed.</p>", "Changed"
    notice.save()
    reference.save()
    assert read(client) == before
    assert "The title as it was" in before


@pytest.mark.parametrize("keep_live", [False, True])
def test_a_copy_starts_as_a_draft_without_an_edition(publication: Site, client: Client, keep_live: bool) -> None:
    article = publication.published()
    copy = article.copy(update_attrs={"slug": "a-copy"}, keep_live=keep_live)
    copy = ArticlePage.objects.get(pk=copy.pk)
    assert not copy.live
    assert copy.live_revision is None
    assert not Edition.objects.filter(page=copy).exists()
    assert client.get("/articles/a-copy/").status_code == 404


def test_a_translation_starts_as_a_draft_without_an_edition(publication: Site) -> None:
    spanish = Locale.objects.create(language_code="es")
    article = publication.published()
    translation = article.copy_for_translation(spanish, copy_parents=True)
    assert not ArticlePage.objects.get(pk=translation.pk).live
    assert not Edition.objects.filter(page=translation).exists()


def test_an_alias_shows_its_sources_edition_and_a_converted_one_becomes_a_draft(
    publication: Site, client: Client
) -> None:
    article = publication.published()
    alias = article.create_alias(update_slug="an-alias")
    assert "The first words" in read(client, "/articles/an-alias/")
    article.body = [("rich_text", "<p>The second words.</p>")]
    article.save_revision().publish()
    assert "The second words" in read(client, "/articles/an-alias/")
    assert not Edition.objects.filter(page=alias).exists()

    from wagtail.actions.convert_alias import ConvertAliasPageAction

    ConvertAliasPageAction(ArticlePage.objects.get(pk=alias.pk)).execute(skip_permission_checks=True)
    assert client.get("/articles/an-alias/").status_code == 404
    assert not ArticlePage.objects.get(pk=alias.pk).live


def test_a_scheduled_article_goes_live_as_an_edition_when_its_time_comes(publication: Site, client: Client) -> None:
    article = publication.article(go_live_at=timezone.now() + datetime.timedelta(hours=1))
    article.save_revision().publish()
    assert client.get(ARTICLE).status_code == 404
    Page.objects.filter(pk=article.pk).update(go_live_at=timezone.now() - datetime.timedelta(minutes=1))
    revision = ArticlePage.objects.get(pk=article.pk).get_latest_revision()
    revision.content["go_live_at"] = None
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    assert "The first words" in read(client)


def test_moving_an_article_keeps_its_edition(publication: Site, client: Client) -> None:
    article = publication.published()
    article.slug = "another-address"
    article.save_revision().publish()
    assert "The first words" in read(client, "/articles/another-address/")
    assert Edition.objects.filter(page=article).count() == 1


def test_who_wrote_an_edition_is_kept_when_the_byline_changes(publication: Site) -> None:
    article = publication.published()
    authors = {row.person_id for row in article.article_contributors.all()}
    article.article_contributors.set([ArticleContributor(person=PersonFactory(), role=ContributorRole.AUTHOR)])
    article.save_revision().publish()
    first, second = Edition.objects.filter(page=article).order_by("number")
    assert {row.person_id for row in first.contributors.all()} == authors
    assert {row.person_id for row in second.contributors.all()}.isdisjoint(authors)


@pytest.fixture
def signed_record(publication: Site) -> ArticlePage:
    """An article with a row in every table of the record."""
    from articles.review.models import Decision
    from articles.review.services import sign_edition
    from tests.articles.publication import make_reviewer

    article = publication.published()
    edition = newest_edition(article)
    sign_edition(edition.pk, make_reviewer(), Decision.APPROVED, digest_shown=edition.digest)
    return article


TABLES = ["articles_edition", "articles_editioncontributor", "articles_publication", "articles_signoff"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
    ids=["update", "delete", "truncate"],
)
def test_the_record_can_only_grow(signed_record: ArticlePage, table: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or TRUNCATE is refused for what this transaction has pending
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table))


def test_an_edition_whose_digest_is_not_that_of_its_words_is_refused(publication: Site) -> None:
    article = publication.published()
    edition = newest_edition(article)
    with pytest.raises(IntegrityError, match="edition_digest_is_true"), transaction.atomic():
        Edition.objects.create(
            page=edition.page,
            number=2,
            snapshot=edition.snapshot.replace("first", "forged"),
            digest=edition.digest,
            own_digest=edition.own_digest,
            revision=edition.revision,
        )


def test_readers_cannot_be_pointed_at_what_was_not_published_last(publication: Site) -> None:
    article = publication.published()
    first = newest_edition(article)
    old = Publication.objects.get(page=article)
    article.title = "Second"
    article.save_revision().publish()
    with pytest.raises(IntegrityError, match="newest publication"), transaction.atomic():
        CurrentEdition.objects.filter(page=article).update(edition=first, publication=old)


def test_an_edition_cannot_be_published_for_another_page(publication: Site) -> None:
    one, other = publication.published(), publication.published(slug="other")
    with pytest.raises(IntegrityError, match="is not of page"), transaction.atomic():
        Publication.objects.create(page=other, edition=newest_edition(one))


def test_the_time_of_a_publication_cannot_be_chosen(publication: Site) -> None:
    article = publication.published()
    row = Publication.objects.create(
        page=article, edition=newest_edition(article), made_current_at=timezone.now() - datetime.timedelta(days=900)
    )
    row.refresh_from_db()
    assert timezone.now() - row.made_current_at < datetime.timedelta(minutes=5)


def test_each_publication_is_chained_to_the_one_before(publication: Site) -> None:
    article = publication.published()
    article.title = "Second"
    article.save_revision().publish()
    first, second = Publication.objects.filter(page=article).order_by("pk")
    assert first.previous_hash == ""
    assert second.previous_hash == first.hash != second.hash


def test_returning_to_an_earlier_edition_is_a_publication_of_its_own(publication: Site, client: Client) -> None:
    article = publication.published()
    first = newest_edition(article)
    article.body = [("rich_text", "<p>The second words.</p>")]
    article.save_revision().publish()
    publish_edition(first, UserFactory(), reason="The second was wrong.")
    assert "The first words" in read(client)
    assert Publication.objects.filter(page=article).count() == 3


def test_freezing_for_review_changes_nothing_that_is_read(publication: Site, client: Client) -> None:
    article = publication.published()
    before = read(client)
    article.title = "Changed"
    edition = freeze_edition(article.save_revision(), UserFactory())
    assert edition.number == 2
    assert read(client) == before


def test_a_source_that_is_gone_stops_the_freezing_with_a_sentence(publication: Site) -> None:
    from django.core.exceptions import ValidationError

    article = publication.article(body=[("rich_text", '<p>x<a linktype="reference" id="999">[x]</a></p>')])
    with pytest.raises(ValidationError, match="no longer exists"):
        freeze_edition(article.get_latest_revision(), None)


def test_only_plain_text_and_links_survive_freezing(publication: Site) -> None:
    hostile = '<p onclick="x()">a<script>x()</script><img src=x onerror=x()><a href="javascript:x()">b</a></p>'
    article = publication.published(body=[("rich_text", hostile)])
    assert '"html":"<p>ab</p>"' in newest_edition(article).snapshot


def test_somebody_named_only_in_a_draft_cannot_be_deleted(publication: Site) -> None:
    from django.db.models import ProtectedError

    from clinic.people.deletion import what_holds

    article = publication.published()
    added = PersonFactory()
    article.article_contributors.add(ArticleContributor(person=added, role=ContributorRole.EDITOR))
    article.save_revision()
    assert what_holds(added) == "Draft (1)"
    with pytest.raises(ProtectedError):
        added.delete()
    stranger = PersonFactory()
    assert what_holds(stranger) == ""
    stranger.delete()
