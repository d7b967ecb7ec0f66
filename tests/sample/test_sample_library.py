"""The sample library says nothing that its sources do not, names every gap, and fits together."""

import re
from collections import Counter
from typing import Any

import pytest

from tests.sample.content import (
    ARTICLES,
    CHRONIC_PAIN_FINDINGS,
    CITATION,
    CONTENT,
    NOT_EVIDENCE,
    load,
    sentences,
    texts,
    unsourced,
)

LIBRARY = load(CONTENT / "library.toml")
SOURCES = {reference["key"] for reference in load(CONTENT / "references.toml")["references"]}
GRADES = {"high", "moderate", "low", "very-low"}
TREATMENTS = pytest.mark.parametrize("treatment", LIBRARY["treatments"], ids=lambda treatment: treatment["slug"])


def facts(treatment: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a treatment's facts by aspect."""
    return {fact["aspect"]: fact for fact in treatment["facts"]}


@TREATMENTS
def test_a_treatment_answers_each_aspect_once(treatment: dict[str, Any]) -> None:
    assert Counter(fact["aspect"] for fact in treatment["facts"]) == {a["key"]: 1 for a in LIBRARY["aspects"]}


@TREATMENTS
def test_a_fact_names_its_source_or_is_left_empty(treatment: dict[str, Any]) -> None:
    for fact in treatment["facts"]:
        assert not fact["html"] or CITATION.search(fact["html"]), fact


@TREATMENTS
def test_every_number_of_a_treatment_has_its_source(treatment: dict[str, Any]) -> None:
    written = [treatment["summary"], *(fact["html"] for fact in treatment["facts"])]
    assert [sentence for html in written for sentence in unsourced(html)] == []
    assert not re.search(r"\d", treatment["description"] + treatment["search_title"])


@TREATMENTS
def test_a_fact_is_short_enough_for_a_cell(treatment: dict[str, Any]) -> None:
    assert [fact for fact in treatment["facts"] if len(sentences(fact["html"])) > 3] == []


@TREATMENTS
def test_a_grade_stands_only_beside_a_fact_that_tells_what_is_graded(treatment: dict[str, Any]) -> None:
    for fact in treatment["facts"]:
        assert fact["strength"] in GRADES | {"none"}
        assert fact["html"] or fact["strength"] == "none"


@TREATMENTS
def test_a_treatment_fits_its_fields_and_its_address(treatment: dict[str, Any]) -> None:
    assert len(treatment["description"]) <= 155
    assert re.fullmatch(r"[a-z-]+", treatment["slug"])
    assert "-vs-" not in treatment["slug"]


@TREATMENTS
def test_a_status_is_known_once_for_each_use_and_names_what_it_was_read_from(treatment: dict[str, Any]) -> None:
    uses = [status["indication"] for status in treatment["statuses"]]
    assert len(uses) == len(set(uses))
    assert set(uses) <= {indication["key"] for indication in LIBRARY["indications"]}
    assert {status["status"] for status in treatment["statuses"]} <= {"approved", "off-label", "not-approved"}
    assert {status["reference"] for status in treatment["statuses"]} <= SOURCES


def test_ketamine_borrows_no_approval_from_esketamine() -> None:
    approved = {
        treatment["slug"]: {s["indication"] for s in treatment["statuses"] if s["status"] == "approved"}
        for treatment in LIBRARY["treatments"]
    }
    assert approved["ketamine"] == {"anesthesia"}
    assert approved["esketamine"] == {"treatment-resistant-depression", "acute-suicidality"}


def test_ketamine_for_chronic_pain_states_all_three_findings_and_the_lowest_grade() -> None:
    fact = facts(next(t for t in LIBRARY["treatments"] if t["slug"] == "ketamine"))["chronic-pain"]
    assert set(CITATION.findall(fact["html"])) >= CHRONIC_PAIN_FINDINGS
    assert fact["strength"] == "very-low"


def test_every_source_that_is_cited_is_in_the_list() -> None:
    written = [LIBRARY, *(load(path) for path in ARTICLES)]
    assert {key for part in written for text in texts(part) for key in CITATION.findall(text)} <= SOURCES


def test_the_library_makes_no_promise() -> None:
    assert [found for text in texts(LIBRARY) for found in NOT_EVIDENCE.findall(text)] == []


@pytest.mark.parametrize("entry", LIBRARY["glossary"], ids=lambda entry: entry["term"])
def test_a_word_is_explained_in_one_or_two_sentences_with_every_number_sourced(entry: dict[str, Any]) -> None:
    assert 1 <= len(sentences(entry["html"])) <= 2
    assert unsourced(entry["html"]) == []


def test_each_form_of_a_word_leads_to_one_explanation() -> None:
    forms = Counter(form.casefold() for e in LIBRARY["glossary"] for form in (e["term"], *e["other_forms"]))
    assert [form for form, count in forms.items() if count > 1] == []


def test_keys_of_the_library_are_unique() -> None:
    for name in ("aspects", "indications"):
        keys = [item["key"] for item in LIBRARY[name]]
        assert len(keys) == len(set(keys))
    slugs = [treatment["slug"] for treatment in LIBRARY["treatments"]]
    assert len(slugs) == len(set(slugs))
