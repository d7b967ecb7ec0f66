"""The first use of a term is marked, as a whole word, outside headings and links, and explained in place."""

import re
from html import escape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.editions.freezing import plain_text
from articles.editions.glossary import TERM_MARK, TermMarker
from articles.models import GlossaryTerm
from tests.library.articles import cite
from tests.library.shelf import Shelf
from tests.library.test_treatments import read, snapshot

ARTICLE = "/articles/an-article/"
WORDS = st.lists(st.sampled_from(["pain", "Pain", "painful", "NMDA", "nmda", "receptor", "a", "&", "<"]), max_size=12)


def marked(html: str, *forms: list[str]) -> list[str]:
    """Return the words that are marked in a text."""
    return [match[2] for match in TERM_MARK.finditer(TermMarker(forms).mark(html))]


@pytest.mark.parametrize(
    ("html", "forms", "expected"),
    [
        ("<p>Opioids ease pain; opioids harm.</p>", [["opioid", "opioids"]], ["Opioids"]),
        ("<p>Non-opioid care, an opioid-like drug, antiopioid.</p>", [["opioid"]], []),
        ("<p>The NMDA receptor, and NMDA.</p>", [["NMDA"], ["NMDA receptor"]], ["NMDA receptor", "NMDA"]),
        ("<p>A rems is no REMS.</p>", [["REMS"]], ["REMS"]),
        ('<p><a href="/x/">opioid</a> and opioid</p>', [["opioid"]], ["opioid"]),
        ('<p><a href="/opioid/?a>opioid">x</a></p>', [["opioid"]], []),
        ("<p>low <b>certainty</b>; low\ncertainty</p>", [["low certainty"]], ["low\ncertainty"]),
        ("<p>Research &amp; care, amp</p>", [["amp"], ["research & care"]], ["Research &amp; care", "amp"]),
        ("<p>Señor ñandú</p>", [["or"], ["NDÚ"]], []),
    ],
)
def test_only_whole_words_outside_links_are_marked_the_longest_first(
    html: str, forms: list[list[str]], expected: list[str]
) -> None:
    assert marked(html, *forms) == expected


@given(WORDS, st.lists(st.lists(st.sampled_from(["pain", "NMDA", "NMDA receptor", "a", "&"]), max_size=3), max_size=4))
def test_marking_changes_no_word_and_marks_each_term_once(words: list[str], forms: list[list[str]]) -> None:
    html = f"<p>{escape(' '.join(words))}</p>"
    marker = TermMarker(forms)
    result = marker.mark(html)
    assert TERM_MARK.sub(r"\2", result) == html
    assert plain_text(result) == plain_text(html)
    assert len(set(marker.used)) == len(marker.used) == len(TERM_MARK.findall(result))


def test_a_term_is_explained_at_its_first_use_and_only_there(shelf: Shelf, client: Client) -> None:
    shelf.term("placebo", "Something without an active drug.", "placebos")
    article = shelf.article(
        ("heading", {"text": "Placebo", "level": "2", "anchor": "placebo"}),
        ("rich_text", "<p>Against placebos. A placebo again.</p>"),
        standfirst="<p>What it answers.</p>",
    )
    assert snapshot(article)["glossary"][0]["html"] == "Something without an active drug."
    text = read(client, ARTICLE)
    assert text.count('popovertarget="term-1">') == 1
    button = '<button type="button" class="term" id="term-use-1" popovertarget="term-1">'
    assert f"<dfn>{button}placebos</button></dfn>" in text
    assert re.search(r'<div class="explanation"\s+id="term-1"\s+popover>', text)


def test_a_source_that_an_explanation_cites_leads_back_to_the_words_explained(shelf: Shelf, client: Client) -> None:
    shelf.term("placebo", f"Nothing.{cite(shelf.sources[0])}{cite(shelf.sources[0])}")
    article = shelf.article(("rich_text", f"<p>A placebo{cite(shelf.sources[1])}.</p>"))
    text = read(client, ARTICLE)
    assert text.count('<a href="#term-use-1">') == 1
    assert text.index('id="source-2"') < text.index('<a href="#term-use-1">')
    content = snapshot(article)
    assert content["glossary"][0]["html"] == "Nothing." + 2 * '<a class="cite" data-ref="2"></a>'
    assert [(row["key"], row["citations"]) for row in content["references"]] == [("source2", 1), ("source1", 0)]


def test_an_editor_cannot_make_a_mark_of_their_own(shelf: Shelf) -> None:
    article = shelf.article(("rich_text", '<p><dfn data-term="1">placebo</dfn></p>'))
    assert "dfn" not in str(snapshot(article)["body"])


def test_a_changed_explanation_leaves_the_edition_as_it_was(shelf: Shelf) -> None:
    term = shelf.term("placebo")
    article = shelf.article(("rich_text", "<p>A placebo.</p>"))
    before = snapshot(article)
    GlossaryTerm.objects.filter(pk=term.pk).update(explanation="<p>Changed.</p>")
    assert snapshot(article) == before


def test_a_term_that_is_no_longer_explained_is_left_out_of_new_editions(shelf: Shelf) -> None:
    GlossaryTerm.objects.filter(pk=shelf.term("placebo").pk).update(explained=False)
    assert snapshot(shelf.article(("rich_text", "<p>A placebo.</p>")))["glossary"] == []


def test_two_terms_cannot_share_a_form(shelf: Shelf) -> None:
    shelf.term("placebo", other_forms="sham\nplacebos")
    rival = GlossaryTerm(term="pretence", other_forms="a\nSham", explanation="<p>x</p>", locale=shelf.locale)
    with pytest.raises(ValidationError) as refused:
        rival.full_clean()
    assert set(refused.value.message_dict) == {"other_forms"}


def test_the_terms_of_another_language_are_not_explained(shelf: Shelf) -> None:
    from wagtail.models import Locale

    spanish = Locale.objects.get_or_create(language_code="es")[0]
    GlossaryTerm.objects.create(term="placebo", explanation="<p>Nada.</p>", locale=spanish)
    article = shelf.article(("rich_text", "<p>A placebo.</p>"))
    assert snapshot(article)["glossary"] == []
