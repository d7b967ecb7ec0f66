"""Thousands of articles in seconds: rows are copied inside PostgreSQL, whose triggers and constraints hold."""

import json
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from wagtail.models import Page, Revision

from articles.editions.models import CurrentEdition, Edition, EditionContributor, Publication
from articles.models import ArticlePage
from articles.review.models.rules import ReviewSettings


@transaction.atomic
def add_articles(source: ArticlePage, count: int) -> None:
    """Publish copies of an article, unsigned, each with a title and an edition of its own, and index them."""
    if count < 1:
        return
    ReviewSettings.objects.update_or_create(defaults={"unsigned_allowed": True})
    parent = Page.objects.get(pk=source.get_parent().pk)
    start = ArticlePage.objects.count()
    first_page, first_revision, first_edition = (_first_free(model) for model in (Page, Revision, Edition))
    numbers = list(range(count))
    paths = [Page._get_path(parent.path, source.depth, parent.numchild + 1 + number) for number in numbers]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copies (n integer, path text) ON COMMIT DROP")
        cursor.executemany("INSERT INTO copies VALUES (%s, %s)", list(zip(numbers, paths, strict=True)))
    title = json.dumps(source.title, ensure_ascii=False)[1:-1].replace("'", "''")
    page, revision, edition = (f"{first} + n" for first in (first_page, first_revision, first_edition))
    named = {"title": f"title || ', copy ' || {start} + n", "slug": f"slug || '-' || {start} + n"}
    snapshot = f"""replace(snapshot, '"title":"{title}"', '"title":"{title}, copy ' || {start} + n || '"')"""
    current = CurrentEdition.objects.get(page=source.pk).edition
    _copy(
        Page,
        source.pk,
        id=page,
        path="copies.path",
        url_path=f"regexp_replace(url_path, '/$', '-' || {start} + n || '/')",
        translation_key="gen_random_uuid()",
        draft_title=named["title"],
        latest_revision_id=revision,
        live_revision_id=revision,
        **named,
    )
    _copy(ArticlePage, source.pk, page_ptr_id=page)
    _copy(Revision, current.revision_id, id=revision, object_id=f"({page})::text")
    _copy(
        Edition,
        current.pk,
        id=edition,
        number="1",
        page_id=page,
        revision_id=revision,
        snapshot=snapshot,
        digest=f"encode(sha256(convert_to({snapshot}, 'UTF8')), 'hex')",
    )
    for contributor in EditionContributor.objects.filter(edition=current):
        _copy(
            EditionContributor, contributor.pk, id="nextval('articles_editioncontributor_id_seq')", edition_id=edition
        )
    publications = [Publication(page_id=first_page + n, edition_id=first_edition + n) for n in numbers]
    Publication.objects.bulk_create(publications, batch_size=1000)
    made = Publication.objects.filter(page__gte=first_page).values_list("page", "edition", "pk")
    CurrentEdition.objects.bulk_create(
        [CurrentEdition(page_id=page, edition_id=edition, publication_id=pk) for page, edition, pk in made], 1000
    )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    for model, first in ((Page, first_page), (Revision, first_revision), (Edition, first_edition)):
        _set_sequence(model, first + count)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE copies")
    call_command("rebuild_search", stdout=StringIO())


def _copy(model: type[models.Model], pk: Any, **changed: str) -> None:
    """Copy a row for each row of ``copies``, with SQL expressions in place of some columns."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields if not field.generated]
    values = ", ".join(changed.get(column, f"source.{column}") for column in columns)
    assert model._meta.pk is not None
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} AS source, copies"  # noqa: S608 -- our own names
            f" WHERE source.{model._meta.pk.column} = %s",
            [pk],
        )


def _first_free(model: type[models.Model]) -> int:
    return int(model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def _set_sequence(model: type[models.Model], value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, value])
