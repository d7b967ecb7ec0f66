"""A citation between the database, the editor and the edition."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html, extract_references_from_rich_text

from articles.blocks import INLINE_TEXT, RICH_TEXT
from articles.library.models import Reference
from tests.factories import ReferenceFactory

pytestmark = pytest.mark.django_db
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=8)


def opened(html: str, features: list[str] = RICH_TEXT) -> dict[str, Any]:
    """Return what the editor is given."""
    return json.loads(ContentstateConverter(features).from_database_format(html))


def saved(state: dict[str, Any], features: list[str] = RICH_TEXT) -> str:
    """Return what is stored of what the editor sends."""
    return ContentstateConverter(features).to_database_format(json.dumps(state))


@pytest.fixture
def reference() -> Reference:
    return ReferenceFactory(authors="Cohen SP, Bhatia A", year=2018, title="Chronic pain")


@pytest.mark.parametrize("features", [RICH_TEXT, INLINE_TEXT])
def test_a_citation_is_one_piece_in_the_editor_and_names_the_source(reference: Reference, features: list[str]) -> None:
    state = opened(f'<p>Help.<a linktype="reference" id="{reference.pk}">[Cohen 2018]</a></p>', features)
    (entity,) = state["entityMap"].values()
    assert (entity["type"], entity["mutability"]) == ("REFERENCE", "IMMUTABLE")
    assert entity["data"] == {
        "id": str(reference.pk),
        "label": "[Cohen 2018]",
        "title": "Cohen 2018: Chronic pain",
        "url": f"/admin/snippets/articles/reference/edit/{reference.pk}/",
    }
    assert state["blocks"][0]["text"] == "Help.[Cohen 2018]"
    assert state["blocks"][0]["entityRanges"] == [{"key": 0, "offset": 5, "length": 12}]


def test_opening_and_saving_a_text_changes_nothing_in_it(reference: Reference) -> None:
    cited = f'<a linktype="reference" id="{reference.pk}">[Cohen 2018]</a>'
    html = (
        f'<p data-block-key="aaaaa">Some <b>bold</b> words.{cited} More{cited}{cited} and an end.{cited}</p>'
        f'<ul><li data-block-key="bbbbb">{cited}</li></ul>'
    )
    once = saved(opened(html))
    assert once == html
    assert saved(opened(once)) == html


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    pieces=st.lists(st.one_of(WORDS, st.none()), min_size=1, max_size=12),
    styles=st.lists(st.sampled_from(["BOLD", "ITALIC"]), max_size=2, unique=True),
)
def test_no_citation_is_lost_or_moved_whatever_stands_around_it(
    reference: Reference, pieces: list[str | None], styles: list[str]
) -> None:
    label = f"[{reference.short_name}]"
    text, ranges = "", []
    for piece in pieces:
        if piece is None:
            ranges.append({"key": 0, "offset": len(text), "length": len(label)})
        text += label if piece is None else piece
    block = {
        "key": "aaaaa",
        "type": "unstyled",
        "depth": 0,
        "text": text,
        "inlineStyleRanges": [{"offset": 0, "length": len(text), "style": style} for style in styles],
        "entityRanges": ranges,
    }
    entity = {"type": "REFERENCE", "mutability": "IMMUTABLE", "data": {"id": str(reference.pk), "label": label}}
    once = saved({"blocks": [block], "entityMap": {"0": entity}})
    again = opened(once)
    assert again["blocks"][0]["text"] == text
    assert [(r["offset"], r["length"]) for r in again["blocks"][0]["entityRanges"]] == [
        (r["offset"], r["length"]) for r in ranges
    ]
    assert saved(again) == once


@pytest.mark.parametrize("words", ["", "[Cohen 1999]", "[<b>Cohen</b> once more <i>and longer</i>]"])
def test_the_words_of_a_citation_are_those_of_its_source_and_what_follows_keeps_its_space(
    reference: Reference, words: str
) -> None:
    state = opened(f'<p><a linktype="reference" id="{reference.pk}">{words}</a> helps.</p>')
    assert state["blocks"][0]["text"] == "[Cohen 2018] helps."
    assert state["blocks"][0]["entityRanges"] == [{"key": 0, "offset": 0, "length": 12}]
    assert all(r["offset"] + r["length"] <= 19 for r in state["blocks"][0]["inlineStyleRanges"])
    assert f'<a linktype="reference" id="{reference.pk}">' in saved(state)


@pytest.mark.parametrize("number", ["999999", "nonsense"])
def test_a_citation_of_a_source_that_is_gone_stays_to_be_seen_and_saved(number: str) -> None:
    html = f'<p data-block-key="aaaaa">Help.<a linktype="reference" id="{number}">[Cohen 2018]</a></p>'
    state = opened(html)
    assert state["entityMap"]["0"]["data"] == {"id": number}
    assert saved(state) == html


def test_an_edition_is_given_the_source_and_asks_the_database_nothing(
    django_assert_num_queries: Any, reference: Reference
) -> None:
    with django_assert_num_queries(0):
        expanded = expand_db_html(f'Help.<a linktype="reference" id="{reference.pk}">[Cohen 2018]</a>')
    assert expanded == f'Help.<a data-reference="{reference.pk}">[Cohen 2018]</a>'


def test_wagtail_learns_which_sources_a_text_uses(reference: Reference) -> None:
    html = f'<a linktype="reference" id="{reference.pk}">x</a><a linktype="reference" id="nonsense">y</a>'
    assert list(extract_references_from_rich_text(html)) == [(Reference, str(reference.pk), "", "")]
