"""What makes a source complete, findable and one of its kind."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.library.forms import ReferenceForm
from articles.library.identifiers import normalise_doi, normalise_pmid
from articles.library.models import EvidenceKind, Reference
from tests.factories import ReferenceFactory

SAMPLE = Path(__file__).parents[2] / "clinic" / "sample" / "content" / "references.toml"
DOI = "10.1016/s2215-0366(17)30272-9"


def filled(**fields: Any) -> dict[str, Any]:
    """Return a form as an editor fills it in."""
    return {
        "kind": EvidenceKind.TRIAL,
        "authors": "Cohen SP, Bhatia A",
        "title": "A trial",
        "container": "Pain",
        "year": 2018,
        **fields,
    }


@pytest.mark.parametrize(
    "written",
    [
        DOI,
        DOI.upper(),
        f"  doi:{DOI}. ",
        f"DOI: {DOI}",
        f"doi {DOI}",
        f"https://doi.org/{DOI}",
        f"http://dx.doi.org/{DOI}",
        f"doi.org/{DOI}",
        f"<https://doi.org/{DOI}>",
        f"info:doi/{DOI}",
        f"urn:doi:{DOI}",
        "https://doi.org/10.1016%2FS2215-0366%2817%2930272-9",
    ],
)
def test_a_doi_is_known_in_all_its_written_forms(written: str) -> None:
    assert normalise_doi(written) == DOI


@given(st.from_regex(r"\A10\.[0-9]{4,9}/[a-z0-9()_;:./-]*[a-z0-9)]\Z"))
def test_a_bare_doi_stays_as_it_is_however_often_it_is_read(doi: str) -> None:
    assert normalise_doi(doi) == normalise_doi(f"https://doi.org/{doi}") == doi


@pytest.mark.parametrize(
    "written",
    [
        "6317114",
        "PMID: 6317114.",
        "https://pubmed.ncbi.nlm.nih.gov/6317114/",
        "https://www.ncbi.nlm.nih.gov/pubmed/6317114",
    ],
)
def test_a_pubmed_id_is_known_in_all_its_written_forms(written: str) -> None:
    assert normalise_pmid(written) == "6317114"


@pytest.mark.django_db
def test_a_pasted_address_of_a_doi_or_pubmed_page_is_taken_by_the_form() -> None:
    form = ReferenceForm(filled(doi=f"https://doi.org/{DOI}", pmid="https://pubmed.ncbi.nlm.nih.gov/6317114/"))
    assert form.is_valid(), form.errors
    assert (form.instance.doi, form.instance.pmid) == (DOI, "6317114")
    assert "maxlength" not in str(form["pmid"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("doi", "https://example.org/article"),
        ("pmid", "PMC12345"),
        ("year", 2999),
        ("accessed_on", "2999-01-01"),
        ("url", "not an address"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_own_field(field: str, value: Any) -> None:
    assert list(ReferenceForm(filled(**{field: value})).errors) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("doi", f"HTTPS://DOI.ORG/{DOI.upper()}"), ("pmid", "PMID: 6317114")])
def test_a_second_source_with_the_same_identifier_is_refused_at_that_field_naming_the_first(
    field: str, value: str
) -> None:
    ReferenceFactory(key="first", authors="Short B", title="Side effects", year=2018, doi=DOI, pmid="6317114")
    form = ReferenceForm(filled(**{field: value}))
    assert form.errors == {field: ["Another source has this already: Short 2018: Side effects (first)."]}


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["doi", "pmid"])
def test_the_database_itself_refuses_a_second_source_with_the_same_identifier(field: str) -> None:
    value = {"doi": "10.1000/ABC", "pmid": "123"}[field]
    ReferenceFactory(**{field: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferenceFactory(**{field: value.lower()})


@pytest.mark.django_db
def test_a_taken_key_is_refused_in_a_sentence() -> None:
    ReferenceFactory(key="cohen2018")
    assert ReferenceForm(filled(key="cohen2018")).errors == {"key": ["Another source has this key."]}


@pytest.mark.django_db
def test_a_key_that_nobody_gave_is_made_of_author_and_year_and_is_free() -> None:
    for key in ("cohen2018", "cohen2018a", "cohen2018c"):
        ReferenceFactory(key=key)
    form = ReferenceForm(filled())
    assert form.is_valid(), form.errors
    assert form.save().key == "cohen2018b"


@pytest.mark.django_db
def test_the_key_that_editions_name_a_source_by_stays() -> None:
    reference = ReferenceFactory(key="first")
    form = ReferenceForm(filled(key="second"), instance=reference)
    assert form.is_valid(), form.errors
    assert form.save().key == "first"


@pytest.mark.django_db
def test_a_source_that_nobody_could_find_is_refused() -> None:
    assert list(ReferenceForm(filled(container="")).errors) == ["url"]
    assert ReferenceForm(filled(container="", url="https://example.org/")).is_valid()
    assert ReferenceForm(filled(container="Pain", doi="", pmid="", url="")).is_valid()


@pytest.mark.django_db
def test_identifiers_that_change_have_to_be_confirmed_anew() -> None:
    from articles.library.viewsets import ReferenceViewSet

    reference = ReferenceFactory(doi="10.1000/old", identifiers_confirmed_by="Ana Ruiz")
    form_class = ReferenceViewSet.edit_handler.bind_to_model(Reference).get_form_class()
    changed = form_class(filled(doi="10.1000/new", identifiers_confirmed_by="Ana Ruiz"), instance=reference)
    assert list(changed.errors) == ["identifiers_confirmed_by"]
    again = form_class(filled(doi="10.1000/new", identifiers_confirmed_by="Ben Ode"), instance=reference)
    assert again.is_valid(), again.errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["cohen 2018", "chronic", "COHEN pain", "cohen2018", "https://doi.org/10.1000/ABC", "PMC", "10.1000"]
)
def test_a_source_is_found_by_words_of_title_author_key_journal_year_or_identifier(words: str) -> None:
    wanted = ReferenceFactory(
        key="cohen2018",
        authors="Cohen SP",
        title="Chronic pain in PMC",
        container="Regional Anesthesia",
        year=2018,
        doi="10.1000/abc",
    )
    ReferenceFactory(key="other2019", authors="Other AB", title="Something else", year=2019)
    assert list(Reference.objects.search(words)) == [wanted]


@pytest.mark.django_db
def test_an_edition_keeps_when_an_address_was_seen() -> None:
    assert ReferenceFactory(accessed_on=datetime.date(2026, 3, 2)).frozen()["accessed_on"] == "2026-03-02"
    assert ReferenceFactory().frozen()["accessed_on"] == ""


@pytest.mark.django_db
def test_every_source_of_the_sample_is_complete_and_the_only_one_of_its_kind() -> None:
    rows = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))["references"]
    for words in rows:
        reference = Reference(**words)
        reference.full_clean()
        reference.save()
    assert Reference.objects.count() == len(rows) >= 50


@pytest.mark.parametrize(
    ("key", "absent"),
    [
        ("ferraro2025", {"doi", "pmid", "url"}),
        ("domino2010", {"doi", "pmid", "url"}),
        ("fda2023compounded", {"doi", "pmid", "url"}),
        ("mikkelsen1999", {"doi", "pmid"}),
        ("cohen2018", {"pmid"}),
        ("mcintyre2021", {"pmid", "pages"}),
    ],
)
def test_no_identifier_that_nobody_confirmed_is_in_the_sample(key: str, absent: set[str]) -> None:
    rows = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))["references"]
    (words,) = (row for row in rows if row["key"] == key)
    assert not absent & words.keys()
    assert {"title", "container", "year"} <= words.keys()
