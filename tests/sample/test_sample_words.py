"""What the sample site says can be traced, is balanced, and points nowhere that is not there."""

import re
from pathlib import Path

import pytest

from tests.sample.content import (
    ARTICLES,
    CARE,
    CHRONIC_PAIN_FINDINGS,
    CITATION,
    CONTENT,
    NO_SOURCE,
    NOT_EVIDENCE,
    compared,
    linkable,
    load,
    medical_texts,
    texts,
    unsourced,
    words,
)

SIGNED = pytest.mark.parametrize("path", [*ARTICLES, *CARE], ids=lambda path: path.stem)
WRITTEN = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


@SIGNED
def test_every_sentence_with_a_number_names_its_source(path: Path) -> None:
    assert [sentence for text in medical_texts(load(path)) for sentence in unsourced(text)] == []


@WRITTEN
def test_a_table_cell_names_its_source_or_says_that_there_is_none(path: Path) -> None:
    cells = [cell for b in load(path)["body"] if b["type"] == "table" for row in b["rows"] for cell in row[1:]]
    assert [cell for cell in cells if not CITATION.search(cell) and cell != NO_SOURCE] == []


@SIGNED
def test_no_promise_is_made(path: Path) -> None:
    assert [found for text in texts(load(path)) for found in NOT_EVIDENCE.findall(text)] == []


@SIGNED
def test_whoever_speaks_of_chronic_pain_states_all_three_findings(path: Path) -> None:
    article = load(path)
    cells = [text for b in article["body"] if b["type"] == "comparison" for text in compared(b)]
    cited = {key for text in (*texts(article), *cells) for key in CITATION.findall(text)}
    if "chronic pain" in " ".join(texts(article)).lower():
        assert cited >= CHRONIC_PAIN_FINDINGS


@WRITTEN
def test_an_article_is_neither_thin_nor_endless(path: Path) -> None:
    assert 900 <= words(load(path)) <= 1800


@SIGNED
def test_takeaways_are_three_to_ten_and_fit_their_fields(path: Path) -> None:
    article = load(path)
    assert 3 <= len(article["takeaways"]) <= 10
    assert len(article["description"]) <= 160
    assert len(article.get("featured_caption", "")) <= 255


@SIGNED
def test_links_lead_to_pages_of_the_sample_site(path: Path) -> None:
    there = linkable()
    links = {link for text in texts(load(path)) for link in re.findall(r'href="(/[^"]*)"', text)}
    assert links <= there


@SIGNED
def test_what_an_article_compares_and_is_about_is_in_the_library(path: Path) -> None:
    article = load(path)
    library = load(CONTENT / "library.toml")
    treatments = {treatment["slug"] for treatment in library["treatments"]}
    aspects = {aspect["key"] for aspect in library["aspects"]}
    assert set(article["treatments"]) <= treatments
    assert set(article["indications"]) <= {indication["key"] for indication in library["indications"]}
    for block in (block for block in article["body"] if block["type"] == "comparison"):
        assert 2 <= len(block["treatments"]) == len(set(block["treatments"])) <= 4
        assert set(block["treatments"]) <= treatments
        assert set(block["aspects"]) <= aspects
        assert len(block["aspects"]) == len(set(block["aspects"]))
        assert set(block.get("notes", {})) <= set(block["aspects"])


@SIGNED
def test_each_article_names_uses_whose_status_the_library_knows(path: Path) -> None:
    article = load(path)
    known = {
        (treatment["slug"], status["indication"])
        for treatment in load(CONTENT / "library.toml")["treatments"]
        for status in treatment["statuses"]
    }
    assert all(("ketamine", indication) in known for indication in article["indications"])
