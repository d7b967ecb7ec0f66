"""Routes: each tries to make the newest draft, or an edition of its words, what readers get."""

import datetime
import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page, Revision

from articles.editions.models import CurrentEdition, Edition, Publication
from articles.models import ArticlePage
from tests.articles.publication import newest_edition
from tests.factories import UserFactory
from tests.review.attempts import attempt
from tests.review.clinic import UNSIGNED, Clinic, read
from tests.staff import let_in


def browser(clinic: Clinic) -> Client:
    """Return the browser of somebody who may do everything but sign."""
    return let_in(Client(), UserFactory(is_superuser=True))


def edit_view(clinic: Clinic) -> None:
    from tests.review.forms import edit_form

    client = browser(clinic)
    address = reverse("wagtailadmin_pages:edit", args=(clinic.article.pk,))
    response = client.post(address, {**edit_form(clinic.fresh()), "action-publish": "1"})
    assert response.status_code == 302


def revert_view(clinic: Clinic) -> None:
    from tests.review.forms import edit_form

    draft = clinic.fresh().get_latest_revision()
    client = browser(clinic)
    address = reverse("wagtailadmin_pages:edit", args=(clinic.article.pk,))
    form = {**edit_form(clinic.fresh()), "revision": draft.pk, "action-publish": "1"}
    assert client.post(address, form).status_code == 302


def bulk_publish(clinic: Clinic) -> None:
    client = browser(clinic)
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    response = client.post(f"{address}?id={clinic.article.pk}", {"include_descendants": "on"})
    assert response.status_code == 302


def schedule(clinic: Clinic) -> None:
    past = timezone.now() - datetime.timedelta(minutes=1)
    Revision.objects.filter(pk=clinic.fresh().latest_revision_id).update(approved_go_live_at=past)
    call_command("publish_scheduled", stdout=StringIO())


def revision_publish(clinic: Clinic) -> None:
    attempt(lambda: clinic.fresh().get_latest_revision().publish())


def page_publish(clinic: Clinic) -> None:
    attempt(lambda: clinic.fresh().publish(clinic.fresh().get_latest_revision()))


def publish_action(clinic: Clinic) -> None:
    def act() -> None:
        PublishPageRevisionAction(clinic.fresh().get_latest_revision()).execute(skip_permission_checks=True)

    attempt(act)


def page_save(clinic: Clinic) -> None:
    """Save the draft itself as the live row, with everything that publishing sets."""

    def act() -> None:
        draft = clinic.fresh().get_latest_revision_as_object()
        draft.live, draft.live_revision = True, draft.latest_revision
        draft.last_published_at = timezone.now()
        draft.save()

    attempt(act)
    attempt(lambda: clinic.fresh().get_latest_revision_as_object().save(clean=False))


def query_set_update(clinic: Clinic) -> None:
    """Write the page's row and the pointer past every model."""
    edition = newest_edition(clinic.article)
    ArticlePage.objects.filter(pk=clinic.article.pk).update(
        title=UNSIGNED,
        draft_title=UNSIGNED,
        seo_title=UNSIGNED,
        search_description=UNSIGNED,
        live=True,
        body=json.dumps([{"type": "rich_text", "value": f"<p>{UNSIGNED}.</p>"}]),
    )
    attempt(lambda: CurrentEdition.objects.filter(page=clinic.article).update(edition=edition))
    attempt(lambda: Publication.objects.create(page=clinic.article, edition=edition, reason="Because."))
    attempt(lambda: Edition.objects.filter(pk=clinic.article.pk).update(snapshot=edition.snapshot))


FORGERIES = [
    """INSERT INTO articles_publication (page_id, edition_id, by_id, reason, made_current_at, is_sample)
    VALUES (%(page)s, %(edition)s, %(by)s, 'forged', now(), false)""",
    """INSERT INTO articles_publication (page_id, edition_id, reason, made_current_at, is_sample)
    VALUES (%(page)s, %(edition)s, 'forged', now() - interval '600 days', true)""",
    "UPDATE articles_currentedition SET edition_id = %(edition)s WHERE page_id = %(page)s",
    """UPDATE articles_edition SET snapshot = (SELECT snapshot FROM articles_edition WHERE id = %(edition)s)
    WHERE page_id = %(page)s""",
    "UPDATE wagtailcore_page SET live = true WHERE id = %(page)s",
]


def raw_sql(clinic: Clinic) -> None:
    """Insert a publication as a reviewer's return, and move the pointer with it."""
    edition = newest_edition(clinic.article)
    for statement in FORGERIES:
        values = {"page": clinic.article.pk, "edition": edition.pk, "by": clinic.editor.pk}
        attempt(lambda statement=statement, values=values: execute(statement, values))


def execute(statement: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def load_data(clinic: Clinic, folder: Path) -> None:
    """Load the page, a publication and the pointer from a file, which passes by every save()."""
    edition = newest_edition(clinic.article)
    newest = Publication.objects.filter(page=clinic.article).first()
    made = Publication(
        pk=999_999,
        page=clinic.article,
        edition=edition,
        reason="Loaded",
        made_current_at=timezone.now(),
        previous_hash="x",
        hash="y",
    )
    pointer = CurrentEdition(page=clinic.article, edition=edition, publication=newest)
    page = Page.objects.get(pk=clinic.article.pk)
    page.live, page.title = True, UNSIGNED
    for name, rows in (("made", [made]), ("pointer", [pointer]), ("page", [page])):
        file = folder / f"{name}.json"
        file.write_text(serializers.serialize("json", rows))
        attempt(lambda file=file: call_command("loaddata", str(file), verbosity=0))


def copy(clinic: Clinic) -> None:
    """Copy the page, keeping what is live, onto an address of its own."""
    attempt(lambda: clinic.fresh().copy(update_attrs={"slug": "a-copy"}, keep_live=True))
    assert Client().get("/articles/a-copy/").status_code == 404


def alias(clinic: Clinic) -> None:
    """Make an alias, convert it, publish what it became."""
    made = clinic.fresh().create_alias(update_slug="an-alias")
    assert UNSIGNED not in read("/articles/an-alias/")

    def convert() -> None:
        ConvertAliasPageAction(clinic.fresh(made)).execute(skip_permission_checks=True)
        page = clinic.fresh(made)
        page.body = [("rich_text", f"<p>{UNSIGNED}.</p>")]
        page.save_revision().publish()

    attempt(convert)
    assert UNSIGNED not in read("/articles/an-alias/")


def move(clinic: Clinic) -> None:
    clinic.fresh().move(clinic.publication.another_index("elsewhere"), pos="last-child")
    assert UNSIGNED not in read("/more/elsewhere/an-article/")


def translation(clinic: Clinic) -> None:
    """Translate the page, publish the copy, and publish the page that it was made from."""
    spanish = Locale.objects.create(language_code="es")
    made = clinic.fresh().copy_for_translation(spanish, copy_parents=True)
    attempt(lambda: clinic.fresh(made).save_revision().publish())
    assert not CurrentEdition.objects.filter(page=made).exists()


def admin_api(clinic: Clinic) -> None:
    client = browser(clinic)
    address = reverse("wagtailadmin_api:pages:action", args=(clinic.article.pk, "publish"))
    assert client.post(address, content_type="application/json").status_code in (200, 400, 403)


def revert_by_admin_api(clinic: Clinic) -> None:
    address = reverse("wagtailadmin_api:pages:action", args=(clinic.article.pk, "revert_to_page_revision"))
    data = json.dumps({"revision_id": clinic.fresh().latest_revision_id})
    browser(clinic).post(address, data, content_type="application/json")
    revision_publish(clinic)


ROUTES = [
    schedule,
    revision_publish,
    page_publish,
    publish_action,
    page_save,
    query_set_update,
    raw_sql,
    load_data,
    copy,
    alias,
    move,
    translation,
]
VIEWS = [edit_view, revert_view, bulk_publish, admin_api, revert_by_admin_api]
