"""An editor that saves by itself while somebody writes: a page is made once, from its first words on."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from articles.models import ArticlePage
from tests.articles.publication import Publication
from tests.factories import UserFactory
from tests.review.forms import rows, words_of
from tests.staff import let_in


def add(client: Client, publication: Publication, form: dict[str, Any], **headers: str) -> Any:
    """Send the form of a new article."""
    return client.post(
        reverse("wagtailadmin_pages:add", args=("articles", "articlepage", publication.index.pk)), form, headers=headers
    )


def empty_form() -> dict[str, Any]:
    """Return what the browser sends of a new article of which only the title is written: its byline is still empty."""
    byline = rows([{"person": "", "role": "author", "id": ""}], stored=0)
    return nested_form_data(
        {**words_of(ArticlePage(title="An article", slug="an-article")), "article_contributors": byline}
    )


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_asked_for_many_times_at_once_is_made_once(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    publication = Publication()
    editor = UserFactory(groups=["Editors"])
    clients = [let_in(Client(), editor) for _n in range(4)]

    def send(client: Client) -> int:
        try:
            return int(add(client, publication, empty_form()).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        assert sorted(pool.map(send, clients)) == [200, 200, 200, 302]
    assert ArticlePage.objects.count() == 1


def test_a_title_is_enough_for_a_draft_and_what_is_saved_by_itself_can_go_on(publication: Publication) -> None:
    client = let_in(Client(), UserFactory(groups=["Editors"]))
    saved = add(client, publication, empty_form(), accept="application/json").json()
    assert saved["success"]
    form = {**empty_form(), **saved["field_updates"], "title": "Another title"}
    answer = client.post(saved["url"], form, headers={"accept": "application/json"}).json()
    assert answer["success"]
    article = ArticlePage.objects.get()
    assert article.draft_title == "Another title"
    assert not article.article_contributors.exists()
