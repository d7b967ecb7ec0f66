"""Editors see which current editions print something that has changed in the library, and what."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editions.models import CurrentEdition
from articles.models import ArticlePage, GlossaryTerm, Reference, TreatmentPage
from articles.review.outdated import outdated_editions
from clinic.core.models import Notice
from tests.articles.publication import newest_edition
from tests.databases import rolled_back
from tests.factories import ReferenceFactory
from tests.library.articles import cite
from tests.library.shelf import Shelf

Change = Callable[[Shelf], Any]


def treatment(shelf: Shelf, slug: str = "ketamine") -> TreatmentPage:
    """Return a treatment as it is now."""
    return TreatmentPage.objects.get(slug=slug)


def publish_a_lot(shelf: Shelf) -> ArticlePage:
    """Publish an article that prints something of everything."""
    ketamine = shelf.treatment(
        "ketamine", {"onset": shelf.sourced("Minutes.")}, {"anesthesia": "approved", "chronic-pain": "off-label"}
    )
    notice = Notice.objects.create(name="n", heading="Take care", text="<p>Please.</p>", locale=shelf.locale)
    shelf.term("placebo", f"Nothing.{cite(shelf.sources[1])}")
    return shelf.article(
        ("rich_text", f"<p>A placebo{cite(shelf.sources[1])}.</p>"),
        ("notice", {"notice": notice}),
        shelf.comparison(ketamine, shelf.treatment("opioids")),
        treatments=[ketamine],
        indications=[shelf.indications["chronic-pain"]],
    )


def change_fact(shelf: Shelf) -> None:
    shelf.rewrite(treatment(shelf), {"onset": shelf.sourced("Hours.")})


def drop_fact(shelf: Shelf) -> None:
    shelf.rewrite(treatment(shelf), {})


def add_fact(shelf: Shelf) -> None:
    shelf.rewrite(treatment(shelf, "opioids"), {"risks": shelf.sourced("Overdose.")})


def cite_another_source(shelf: Shelf) -> None:
    shelf.rewrite(treatment(shelf), {"onset": shelf.sourced("Minutes.", 2)})


def approve(shelf: Shelf) -> None:
    shelf.rewrite(treatment(shelf), {"onset": shelf.sourced("Minutes.")}, {"chronic-pain": "approved"})


def unpublish(shelf: Shelf) -> None:
    treatment(shelf, "opioids").unpublish()


def retract(_shelf: Shelf) -> None:
    Reference.objects.filter(key="source1").update(retracted=True)


def correct_year(_shelf: Shelf) -> None:
    Reference.objects.filter(key="source1").update(year=1999)


def reword_notice(_shelf: Shelf) -> None:
    Notice.objects.update(text="<p>Really.</p>")


def reword_term(_shelf: Shelf) -> None:
    GlossaryTerm.objects.update(explanation="<p>Something else.</p>")


def stop_explaining(_shelf: Shelf) -> None:
    GlossaryTerm.objects.update(explained=False)


def rename_aspect(shelf: Shelf) -> None:
    shelf.aspects["onset"].name = "How soon it acts"
    shelf.aspects["onset"].save()


CHANGES: list[tuple[Change, str]] = [
    (change_fact, "Ketamine, Onset: the fact has changed."),
    (drop_fact, "Ketamine, Onset: the fact has changed."),
    (add_fact, "Opioids, Serious risks: the fact has changed."),
    (cite_another_source, "Ketamine, Onset: the fact has changed."),
    (approve, "What Ketamine is approved for has changed."),
    (unpublish, "Opioids is no longer published."),
    (retract, "has been retracted."),
    (correct_year, "The details of the source"),
    (reword_notice, "The notice “Take care” has changed."),
    (reword_term, "The explanation of “placebo” has changed."),
    (stop_explaining, "The term “placebo” is no longer explained."),
    (rename_aspect, "The aspect “Onset” is now called “How soon it acts”."),
]


def test_each_change_in_the_library_is_listed_and_changes_no_edition(shelf: Shelf) -> None:
    article = publish_a_lot(shelf)
    assert outdated_editions() == []
    before = CurrentEdition.objects.get(page=article).edition
    for change, said in CHANGES:
        with rolled_back():
            change(shelf)
            listed = {row.current.page_id: row.changes for row in outdated_editions()}
            assert any(said in sentence for sentence in listed[article.pk]), listed
            assert CurrentEdition.objects.get(page=article).edition.digest == before.digest
            ArticlePage.objects.get(pk=article.pk).save_revision().publish()  # what is listed is what this changes
            newer = newest_edition(article)
            assert newer.digest != before.digest, said
            assert newer.own_digest == before.own_digest, said
            assert article.pk not in {row.current.page_id for row in outdated_editions()}, said
        shelf.aspects["onset"].refresh_from_db()


def test_what_has_come_to_the_library_since_makes_nothing_outdated(shelf: Shelf) -> None:
    publish_a_lot(shelf)
    shelf.term("words")
    shelf.aspect("cost", "Cost")
    ReferenceFactory()
    assert outdated_editions() == []


def test_the_report_costs_the_same_queries_for_one_edition_and_for_many(shelf: Shelf) -> None:
    publish_a_lot(shelf)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            outdated_editions()
        return len(found)

    few = queries()
    for number in range(6):
        shelf.article(shelf.comparison(treatment(shelf), treatment(shelf, "opioids")), slug=f"more-{number}")
    assert queries() == few


@pytest.mark.parametrize(("group", "status"), [("Editors", 200), ("Medical reviewers", 200), ("Authors", 302)])
def test_editors_and_reviewers_read_the_report(
    shelf: Shelf, signed_in: Callable[[str], Client], group: str, status: int
) -> None:
    publish_a_lot(shelf)
    change_fact(shelf)
    response = signed_in(group).get(reverse("outdated_editions"))
    assert response.status_code == status
    assert (b"Ketamine, Onset: the fact has changed." in response.content) is (status == 200)


def test_the_list_of_a_pages_editions_says_what_has_changed(shelf: Shelf, signed_in: Callable[[str], Client]) -> None:
    article = publish_a_lot(shelf)
    address = reverse("editions", args=(article.pk,))
    editor = signed_in("Editors")
    assert "has changed in the library since" not in editor.get(address).content.decode()
    change_fact(shelf)
    assert "Ketamine, Onset: the fact has changed." in editor.get(address).content.decode()
