"""Sources in the admin: the list, the form, and the window from which they are cited."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.library.models import Reference
from tests.factories import ReferenceFactory
from tests.library.articles import cite, draft_article, running_text

pytestmark = pytest.mark.django_db
NEW = {
    "new-source-kind": "trial",
    "new-source-authors": "Cohen SP, Bhatia A",
    "new-source-title": "A trial",
    "new-source-container": "Pain",
    "new-source-year": "2018",
}


def chooser(name: str, *args: object) -> str:
    """Return an address of the chooser."""
    return reverse(f"wagtailsnippetchoosers_articles_reference:{name}", args=args)


def listed(client: Client, query: str = "") -> str:
    """Return the list of sources."""
    return client.get(f"{reverse('wagtailsnippets_articles_reference:list')}?{query}").content.decode()


def test_the_library_holds_the_sources(signed_in: Callable[[str], Client]) -> None:
    menu = signed_in("Authors").get(reverse("wagtailadmin_home")).content.decode()
    assert "Library" in menu
    assert reverse("wagtailsnippets_articles_reference:list") in menu


@pytest.mark.parametrize(
    "query",
    [
        "q=cohen+2018",
        "kind=guideline",
        "year=2018",
        "retracted=true",
        "landmark=true",
        "confirmed=true",
    ],
)
def test_the_list_is_searched_and_filtered(signed_in: Callable[[str], Client], query: str) -> None:
    ReferenceFactory(
        authors="Cohen SP",
        title="The wanted one",
        kind="guideline",
        year=2018,
        retracted=True,
        landmark=True,
        identifiers_confirmed_by="Ana Ruiz",
    )
    ReferenceFactory(title="Another one")
    shown = listed(signed_in("Editors"), query)
    assert "The wanted one" in shown
    assert "Another one" not in shown


def test_the_list_says_how_many_places_cite_a_source_drafts_included(signed_in: Callable[[str], Client]) -> None:
    reference = ReferenceFactory()
    draft_article("Sleep", body=[running_text(f"<p>{cite(reference)}</p>")])
    draft_article("Pain", body=[running_text(f"<p>{cite(reference)}</p>")])
    assert "Used 2 times" in " ".join(listed(signed_in("Editors")).split())


def test_an_author_adds_and_changes_a_source(signed_in: Callable[[str], Client]) -> None:
    author = signed_in("Authors")
    fields = {name.removeprefix("new-source-"): value for name, value in NEW.items()}
    added = author.post(reverse("wagtailsnippets_articles_reference:add"), {**fields, "accessed_on": "2026-03-02"})
    assert added.status_code == 302
    reference = Reference.objects.get()
    address = reverse("wagtailsnippets_articles_reference:edit", args=[reference.pk])
    page = author.get(address).content.decode()
    assert 'type="date"' in page
    assert 'value="2026-03-02"' in page
    assert author.post(address, {**fields, "title": "A better title"}).status_code == 302
    assert Reference.objects.get().title == "A better title"


def test_reviewers_read_the_list_and_add_nothing(signed_in: Callable[[str], Client]) -> None:
    reviewer = signed_in("Medical reviewers")
    assert "Sources" in listed(reviewer)
    reviewer.post(
        reverse("wagtailsnippets_articles_reference:add"),
        {name.removeprefix("new-source-"): value for name, value in NEW.items()},
    )
    assert not Reference.objects.exists()


def test_the_chooser_finds_by_words_and_kind(signed_in: Callable[[str], Client]) -> None:
    ReferenceFactory(authors="Cohen SP", year=2018, title="The wanted one", kind="guideline")
    ReferenceFactory(authors="Cohen SP", year=2018, title="Another one", kind="trial")
    ReferenceFactory(authors="Other AB", title="A third one", kind="guideline")
    shown = signed_in("Authors").get(chooser("choose_results"), {"q": "cohen", "kind": "guideline"}).content.decode()
    assert "The wanted one" in shown
    assert "Another one" not in shown
    assert "A third one" not in shown


def test_the_chooser_answers_with_what_the_editor_shows(signed_in: Callable[[str], Client]) -> None:
    reference = ReferenceFactory(authors="Cohen SP", year=2018, title="Chronic pain")
    result = signed_in("Authors").get(chooser("chosen", reference.pk)).json()["result"]
    assert (result["id"], result["label"]) == (str(reference.pk), "[Cohen 2018]")
    assert result["title"] == "Cohen 2018: Chronic pain"


def test_a_source_that_is_added_in_the_chooser_is_chosen(signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("Authors").post(chooser("create"), NEW).json()
    assert answer["step"] == "chosen"
    assert answer["result"]["label"] == "[Cohen 2018]"
    assert Reference.objects.get().key == "cohen2018"


def test_a_source_that_is_there_already_is_refused_in_the_chooser_and_nothing_typed_is_lost(
    signed_in: Callable[[str], Client],
) -> None:
    ReferenceFactory(key="first", doi="10.1000/abc")
    answer = signed_in("Authors").post(chooser("create"), {**NEW, "new-source-doi": "https://doi.org/10.1000/ABC"})
    form = json.loads(answer.content)["htmlFragment"]
    assert "Another source has this already" in form
    assert "Cohen SP, Bhatia A" in form
    assert Reference.objects.count() == 1


def test_who_may_not_add_sees_no_form_and_cannot_send_one(signed_in: Callable[[str], Client]) -> None:
    reviewer = signed_in("Medical reviewers")
    assert "data-chooser-modal-creation-form" not in reviewer.get(chooser("choose")).json()["html"]
    assert "data-chooser-modal-creation-form" in signed_in("Authors").get(chooser("choose")).json()["html"]
    reviewer.post(chooser("create"), NEW)
    assert not Reference.objects.exists()


def test_the_window_brings_no_scripts_of_its_own(signed_in: Callable[[str], Client]) -> None:
    assert "<script" not in signed_in("Authors").get(chooser("choose")).json()["html"]
