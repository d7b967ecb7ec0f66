"""Aspects, indications and terms in the admin: who keeps them, where they are used, and why they stay."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Aspect, GlossaryTerm, Indication, TreatmentPage
from tests.library.shelf import Shelf

SignedIn = Callable[[str], Client]
MODELS = ("aspect", "indication", "glossaryterm")


def address(row: Any, view: str) -> str:
    """Return the address of a view of a row."""
    return reverse(f"wagtailsnippets_articles_{row._meta.model_name}:{view}", args=(row.pk,))


def delete_in_bulk(client: Client, rows: list[Any]) -> str:
    """Delete rows of one model together and return the answer."""
    where = reverse("wagtail_bulk_action", args=("articles", rows[0]._meta.model_name, "delete"))
    query = "&".join(f"id={row.pk}" for row in rows)
    return client.post(f"{where}?{query}", follow=True).content.decode()


def used_rows(shelf: Shelf) -> dict[str, tuple[Any, str]]:
    """Publish pages that use one row of each model; return it with the title of a page that does."""
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("Minutes.")}, {"anesthesia": "approved"})
    term = shelf.term("placebo")
    shelf.article(
        ("rich_text", "<p>A placebo.</p>"),
        shelf.comparison(ketamine, shelf.treatment("opioids"), aspects=["risks"]),
        title="What we compare",
        indications=[shelf.indications["chronic-pain"]],
    )
    return {
        "aspect": (shelf.aspects["onset"], "Ketamine"),
        "compared aspect": (shelf.aspects["risks"], "What we compare"),
        "indication": (shelf.indications["anesthesia"], "Ketamine"),
        "tagged indication": (shelf.indications["chronic-pain"], "What we compare"),
        "term": (term, "What we compare"),
    }


@pytest.mark.parametrize("kind", ["aspect", "compared aspect", "indication", "tagged indication", "term"])
def test_what_is_used_stays_and_the_refusal_names_where(shelf: Shelf, signed_in: SignedIn, kind: str) -> None:
    row, title = used_rows(shelf)[kind]
    editor = signed_in("Editors")
    for answer in (
        editor.get(address(row, "delete")).content.decode(),
        editor.post(address(row, "delete"), follow=True).content.decode(),
        delete_in_bulk(editor, [row]),
    ):
        assert "cannot be deleted, because it is used in" in answer
        assert title in answer
    assert type(row).objects.filter(pk=row.pk).exists()
    assert title in editor.get(address(row, "usage")).content.decode()


def test_what_only_a_draft_uses_stays_too(shelf: Shelf, signed_in: SignedIn) -> None:
    page = shelf.treatment("ketamine")
    shelf.draft(page, {"onset": shelf.sourced("Minutes.")})
    answer = signed_in("Editors").post(address(shelf.aspects["onset"], "delete"), follow=True).content.decode()
    assert "Ketamine (draft)" in answer
    assert Aspect.objects.filter(key="onset").exists()


def test_what_nothing_uses_can_be_deleted_one_by_one_and_together(shelf: Shelf, signed_in: SignedIn) -> None:
    editor = signed_in("Editors")
    editor.post(address(shelf.aspects["onset"], "delete"))
    assert not Aspect.objects.filter(key="onset").exists()
    terms = [shelf.term("one"), shelf.term("two")]
    delete_in_bulk(editor, terms)
    assert not GlossaryTerm.objects.exists()


def test_in_bulk_what_is_not_used_goes_and_the_rest_is_explained(shelf: Shelf, signed_in: SignedIn) -> None:
    shelf.treatment("ketamine", {"onset": shelf.sourced("Minutes.")})
    answer = delete_in_bulk(signed_in("Editors"), [shelf.aspects["onset"], shelf.aspects["risks"]])
    assert list(Aspect.objects.values_list("key", flat=True)) == ["onset"]
    assert answer


def test_a_treatment_that_an_article_speaks_of_stays(shelf: Shelf, signed_in: SignedIn) -> None:
    draft = TreatmentPage(title="Draft only", slug="draft-only", summary="<p>x</p>")
    shelf.index.add_child(instance=draft)
    draft.save_revision()
    shelf.publication.article(treatments=[draft], title="About a draft")
    answer = signed_in("Site managers").post(
        reverse("wagtailadmin_pages:delete", args=(draft.pk,)), {"confirm": "yes"}, follow=True
    )
    assert "About a draft" in answer.content.decode()
    assert TreatmentPage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("group", "may_keep", "may_see"),
    [
        ("Authors", False, True),
        ("Medical reviewers", False, True),
        ("Editors", True, True),
        ("Site managers", True, True),
        ("Intake staff", False, False),
    ],
)
@pytest.mark.parametrize("model", MODELS)
def test_editors_and_site_managers_keep_the_words_and_authors_see_them(
    shelf: Shelf, signed_in: SignedIn, group: str, may_keep: bool, may_see: bool, model: str
) -> None:
    client = signed_in(group)
    name = f"wagtailsnippets_articles_{model}"
    assert (client.get(reverse(f"{name}:list")).status_code == 200) is may_see
    assert (client.get(reverse(f"{name}:add")).status_code == 200) is may_keep


def test_a_key_is_made_of_the_name_and_stays(shelf: Shelf, signed_in: SignedIn) -> None:
    editor = signed_in("Editors")
    editor.post(reverse("wagtailsnippets_articles_indication:add"), {"name": "Acute pain", "key": ""})
    row = Indication.objects.get(name="Acute pain")
    assert row.key == "acute-pain"
    editor.post(address(row, "edit"), {"name": "Sudden pain", "key": "other"})
    row.refresh_from_db()
    assert (row.name, row.key) == ("Sudden pain", "acute-pain")


def test_a_second_aspect_with_the_same_key_is_refused_in_words(shelf: Shelf, signed_in: SignedIn) -> None:
    answer = signed_in("Editors").post(
        reverse("wagtailsnippets_articles_aspect:add"), {"name": "Onset", "key": "onset", "help": ""}
    )
    assert "There is one with this key already." in answer.content.decode()


@pytest.mark.parametrize(("name", "in_sentence"), [("Chronic pain", "chronic pain"), ("PTSD", "PTSD")])
def test_an_indication_begins_with_a_small_letter_within_a_sentence(name: str, in_sentence: str) -> None:
    assert Indication(name=name).in_sentence == in_sentence
