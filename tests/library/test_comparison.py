"""Comparisons in articles print the treatments' current editions, cited in the article's own sequence."""

import json
import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import PageViewRestriction

from articles.blocks import ArticleBodyBlock
from articles.editions.models import CurrentEdition
from articles.editions.services import edition_content
from articles.models import ArticlePage, GlossaryTerm
from tests.library.articles import cite
from tests.library.shelf import Shelf
from tests.library.test_treatments import GOLDEN, read, snapshot

ARTICLE = "/articles/an-article/"


def table(page: Any) -> dict[str, Any]:
    """Return the comparison that a page's current edition holds."""
    return next(block for block in snapshot(page)["body"] if block["type"] == "comparison")


def cells(page: Any, row: int = 0) -> list[Any]:
    """Return the cells of a row of it."""
    return list(table(page)["rows"][row]["cells"])


def test_cells_are_cited_in_the_articles_own_sequence(shelf: Shelf) -> None:
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("Minutes.", 2)})
    opioids = shelf.treatment("opioids", {"onset": shelf.sourced("Hours.", 1)})
    article = shelf.article(
        ("rich_text", f"<p>First{cite(shelf.sources[2])}, then{cite(shelf.sources[1])}.</p>"),
        shelf.comparison(ketamine, opioids),
    )
    left, right = cells(article)
    assert left["html"] == '<p>Minutes.<a class="cite" data-ref="2" data-nth="2"></a></p>'
    assert right["html"] == '<p>Hours.<a class="cite" data-ref="3" data-nth="1"></a></p>'
    assert [(row["key"], row["citations"]) for row in snapshot(article)["references"]] == [
        ("source3", 1),
        ("source2", 2),
        ("source1", 1),
    ]


def test_a_fact_that_changes_leaves_every_current_edition_as_it_was(shelf: Shelf, client: Client) -> None:
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes.")})
    article = shelf.article(shelf.comparison(ketamine, shelf.treatment("opioids")))
    before, text = CurrentEdition.objects.get(page=article).edition, read(client, ARTICLE)
    shelf.rewrite(ketamine, {"onset": shelf.sourced("Within hours.")})
    after = CurrentEdition.objects.get(page=article).edition
    assert (after.pk, after.digest, after.snapshot) == (before.pk, before.digest, before.snapshot)
    assert read(client, ARTICLE) == text
    assert "Within hours." in read(client, "/treatments/ketamine/")


def test_a_table_prints_the_edition_that_readers_get_and_not_the_draft(shelf: Shelf) -> None:
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes.")})
    shelf.draft(ketamine, {"onset": shelf.sourced("A draft.")})
    article = shelf.article(shelf.comparison(ketamine, shelf.treatment("opioids")))
    assert "Within minutes." in cells(article)[0]["html"]


def test_a_missing_fact_and_a_treatment_without_an_edition_are_named(shelf: Shelf, client: Client) -> None:
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("Minutes.")})
    opioids = shelf.treatment("opioids")
    opioids.unpublish()
    article = shelf.article(shelf.comparison(ketamine, opioids))
    assert [treatment["published"] for treatment in table(article)["treatments"]] == [True, False]
    text = read(client, ARTICLE)
    assert "Nothing is published on Opioids yet" in text
    assert "No source in this library yet" in text


def test_a_private_treatment_gives_nothing_away(shelf: Shelf, client: Client) -> None:
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("For members only.")})
    PageViewRestriction.objects.create(page=ketamine, restriction_type="login")
    shelf.article(shelf.comparison(ketamine, shelf.treatment("opioids")))
    assert "For members only." not in read(client, ARTICLE)


def test_the_articles_own_words_hold_only_the_choice(shelf: Shelf) -> None:
    ketamine = shelf.treatment("ketamine", {"onset": shelf.sourced("Minutes.")})
    article = shelf.article(shelf.comparison(ketamine, shelf.treatment("opioids")))
    own = CurrentEdition.objects.get(page=article).edition
    shelf.rewrite(ketamine, {"onset": shelf.sourced("Hours.")})
    article = ArticlePage.objects.get(pk=article.pk)
    article.save_revision().publish()
    newer = CurrentEdition.objects.get(page=article).edition
    assert newer.digest != own.digest
    assert newer.own_digest == own.own_digest


def test_a_note_stands_under_its_aspect_in_this_article_alone(shelf: Shelf, client: Client) -> None:
    ketamine, opioids = shelf.treatment("ketamine"), shelf.treatment("opioids")
    note = {"aspect": "onset", "text": "<p>By vein only.</p>"}
    article = shelf.article(shelf.comparison(ketamine, opioids, notes=[note]))
    assert [row["note"] for row in table(article)["rows"]] == ["By vein only.", ""]
    assert "By vein only." not in read(client, "/treatments/ketamine/")


def test_rows_come_in_the_order_of_the_library(shelf: Shelf) -> None:
    block = shelf.comparison(shelf.treatment("ketamine"), shelf.treatment("opioids"), aspects=["risks", "onset"])
    assert [row["key"] for row in table(shelf.article(block))["rows"]] == ["onset", "risks"]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("treatments", {"treatments": ["ketamine", "ketamine"]}),
        ("notes", {"aspects": ["onset"], "notes": [{"aspect": "risks", "text": "<p>Why?</p>"}]}),
        ("notes", {"notes": [{"aspect": "onset", "text": "<p>One.</p>"}, {"aspect": "onset", "text": "<p>Two.</p>"}]}),
        ("aspects", {"aspects": []}),
        ("aspects", {"aspects": ["colour"]}),
        ("caption", {"caption": ""}),
    ],
)
def test_a_choice_that_makes_no_table_is_refused_at_its_field(shelf: Shelf, field: str, change: dict[str, Any]) -> None:
    pages = {slug: shelf.treatment(slug) for slug in ("ketamine", "opioids")}
    change = {**change, **({"treatments": [pages[s] for s in change["treatments"]]} if "treatments" in change else {})}
    _name, value = shelf.comparison(*pages.values(), **change)
    block = ArticleBodyBlock().child_blocks["comparison"]
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize(value))
    assert set(refused.value.block_errors) == {field}


def test_a_table_costs_the_same_queries_whatever_its_size(shelf: Shelf) -> None:
    fact = {"onset": shelf.sourced("Minutes.")}
    small = shelf.article(shelf.comparison(*(shelf.treatment(slug, fact) for slug in "ab")), slug="small")
    shelf.aspects |= {f"a{number}": shelf.aspect(f"a{number}", f"Aspect {number}") for number in range(30)}
    facts = {key: shelf.sourced(key) for key in shelf.aspects}
    large = shelf.article(shelf.comparison(*(shelf.treatment(slug, facts) for slug in "cdef")), slug="large")

    def queries(page: ArticlePage) -> int:
        draft = page.get_latest_revision_as_object()
        with CaptureQueriesContext(connection) as found:
            edition_content(draft)
        return len(found)

    assert queries(large) == queries(small)


def test_on_a_phone_and_by_ear_it_is_one_table_with_a_caption_and_headers(shelf: Shelf, client: Client) -> None:
    shelf.article(shelf.comparison(shelf.treatment("ketamine"), shelf.treatment("opioids")))
    text = read(client, ARTICLE)
    assert re.search(r"<caption\s*>Side by side</caption>", text)
    assert text.count('scope="col"') == 3
    assert text.count('scope="row"') == len(shelf.aspects)


def test_what_an_article_keeps_of_the_library_is_the_documented_form(shelf: Shelf) -> None:
    for number, source in enumerate(shelf.sources, 1):
        source.authors, source.title, source.doi = "Sample AB", f"Trial {number}", f"10.5555/golden.{number}"
        source.save()
    GlossaryTerm.objects.filter(pk=shelf.term("placebo", "Nothing.").pk).update(translation_key=UUID(int=3))
    facts, statuses = {"onset": shelf.sourced("Minutes.", 2)}, {"chronic-pain": "off-label", "anesthesia": "approved"}
    ketamine = shelf.treatment("ketamine", facts, statuses, translation_key=UUID(int=1))
    opioids = shelf.treatment("opioids", translation_key=UUID(int=2))
    opioids.unpublish()
    note = {"aspect": "risks", "text": shelf.sourced("Ask.", 1)}
    content = snapshot(
        shelf.article(
            ("rich_text", "<p>A placebo.</p>"),
            shelf.comparison(ketamine, opioids, notes=[note]),
            treatments=[ketamine],
            indications=[shelf.indications["chronic-pain"]],
        )
    )
    kept = ("treatments", "indications", "status", "body", "glossary", "references")
    assert {name: content[name] for name in kept} == json.loads((GOLDEN / "article.json").read_text(encoding="utf-8"))


def test_the_block_shows_an_editor_a_table_before_there_is_any_treatment(db: None) -> None:
    block = ArticleBodyBlock().child_blocks["comparison"]
    assert block.is_previewable
    value = block.get_preview_value()
    html = block.render(value, block.get_preview_context(value, {"request": None}))
    assert "Treatment A" in html
    assert "No source in this library yet" in html
