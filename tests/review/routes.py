"""Routes: each tries to make the newest draft, or an edition of its words, what readers get."""

import datetime
import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import APIToken, Locale, Page, Revision

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


def create_view(clinic: Clinic) -> None:
    """Publish the words as a new page."""
    from tests.review.forms import edit_form

    address = reverse("wagtailadmin_pages:add", args=("articles", "articlepage", clinic.publication.index.pk))
    form = {**edit_form(clinic.fresh()), "slug": "a-new-page", "action-publish": "1"}
    browser(clinic).post(address, form)
    assert Client().get("/articles/a-new-page/").status_code == 404


def bulk_publish(clinic: Clinic) -> None:
    client = browser(clinic)
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    response = client.post(f"{address}?id={clinic.article.pk}", {"include_descendants": "on"})
    assert response.status_code == 302


def workflow(clinic: Clinic) -> None:
    """Hand the page in, approve every step as somebody who may do everything but sign, and declare it finished."""
    everybody, page = UserFactory(is_superuser=True), clinic.fresh()
    attempt(lambda: page.get_workflow().start(page, clinic.author))
    for _step in range(3):
        state = clinic.fresh().current_workflow_task_state
        if state is not None:
            attempt(lambda state=state: state.task.specific.on_action(state, everybody, "approve"))
    for_page = clinic.fresh().current_workflow_state
    if for_page is not None:
        attempt(lambda: for_page.current_task_state.approve(user=everybody))
        for_page.refresh_from_db()
        attempt(lambda: for_page.finish(user=everybody))


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
    assert UNSIGNED not in read(f"/more/elsewhere/{clinic.article.slug}/")


def translation(clinic: Clinic) -> None:
    """Translate the page, publish the copy, and publish the page that it was made from."""
    spanish, _made = Locale.objects.get_or_create(language_code="es")
    made = clinic.fresh().copy_for_translation(spanish, copy_parents=True)
    attempt(lambda: clinic.fresh(made).save_revision().publish())
    assert not CurrentEdition.objects.filter(page=made).exists()
    assert UNSIGNED not in read(f"/es{clinic.path}")


def translation_update(clinic: Clinic) -> None:
    """Have the translation follow its source, as simple_translation keeps it: as an alias, brought up to date."""
    spanish, _made = Locale.objects.get_or_create(language_code="es")
    made = clinic.fresh().copy_for_translation(spanish, copy_parents=True, alias=True)
    source = clinic.fresh()
    attempt(lambda: source.update_aliases(revision=source.get_latest_revision(), _content=None))
    attempt(lambda: ConvertAliasPageAction(clinic.fresh(made)).execute(skip_permission_checks=True))
    attempt(lambda: clinic.fresh(made).get_latest_revision().publish())
    assert UNSIGNED not in read(f"/es{clinic.path}")


def admin_api(clinic: Clinic) -> None:
    client = browser(clinic)
    address = reverse("wagtailadmin_api:pages:action", args=(clinic.article.pk, "publish"))
    assert client.post(address, content_type="application/json").status_code in (200, 400, 403)


def revert_by_admin_api(clinic: Clinic) -> None:
    address = reverse("wagtailadmin_api:pages:action", args=(clinic.article.pk, "revert_to_page_revision"))
    data = json.dumps({"revision_id": clinic.fresh().latest_revision_id})
    browser(clinic).post(address, data, content_type="application/json")
    revision_publish(clinic)


def api_v3(clinic: Clinic) -> None:
    """Ask the API, with a token of somebody who may do everything but sign, for all that it offers.

    It is switched off in the product. Here it stands at /api/v3/ (see ``urls``).
    """
    _token, secret = APIToken.create_token(user=UserFactory(is_superuser=True), name="A token")
    page, draft = clinic.article.pk, clinic.fresh().latest_revision_id
    body = {"meta": {"type": "articles.ArticlePage", "action": "publish"}, "title": UNSIGNED}
    new = {
        **body,
        "meta": {"type": "articles.ArticlePage", "parent_id": clinic.publication.index.pk},
        "slug": "made-by-api",
    }
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def ask(method: str, address: str, data: dict[str, Any]) -> dict[str, Any]:
        answer = client.generic(method, f"/api/v3/pages/{address}", json.dumps(data), "application/json")
        assert answer.status_code != 401
        return dict(answer.json())

    with override_settings(ROOT_URLCONF="tests.review.urls"):
        assert client.get("/api/v3/whoami/").status_code == 200
        ask("POST", f"{page}/actions/publish/", {})
        ask("POST", f"{page}/actions/revert/", {"revision_id": draft})
        ask("POST", f"{page}/actions/publish/", {})
        ask("PATCH", f"{page}/", body)
        new_page = ask("POST", "", new)
        ask("POST", f"{new_page['id']}/actions/publish/", {})
        ask("POST", f"{page}/actions/copy/", {"slug": "copied-by-api", "keep_live": True})
        made = ask("POST", f"{page}/actions/create_alias/", {"slug": "alias-by-api"})
        assert UNSIGNED not in read("/articles/alias-by-api/")
        ask("POST", f"{made['id']}/actions/convert_alias/", {})
        ask("POST", f"{made['id']}/actions/publish/", {})
    for slug in ("made-by-api", "copied-by-api"):
        assert Client().get(f"/articles/{slug}/").status_code == 404
    assert UNSIGNED not in read("/articles/alias-by-api/")


ROUTES = [
    schedule,
    revision_publish,
    page_publish,
    publish_action,
    page_save,
    workflow,
    query_set_update,
    raw_sql,
    load_data,
    copy,
    alias,
    move,
    translation,
    translation_update,
]
VIEWS = [api_v3, create_view, edit_view, revert_view, bulk_publish, admin_api, revert_by_admin_api]
