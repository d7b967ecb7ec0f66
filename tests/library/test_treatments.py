"""A treatment's page prints sourced facts and nothing else, from its edition."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.editions.canonical import canonical
from articles.editions.models import ContributorRole, CurrentEdition
from articles.models import TreatmentContributor, TreatmentFact, TreatmentPage
from clinic.people.models import PersonPage
from tests.articles.publication import newest_edition
from tests.factories import PersonFactory, PersonPageFactory, ReferenceFactory, TeamPageFactory
from tests.library.articles import cite
from tests.library.shelf import Shelf, sign

GOLDEN = Path(__file__).parent / "golden"
# The site; the page; its privacy; edition, claim and dates; clinic settings; site texts; every page that is linked to;
# articles about it.
TREATMENT_QUERIES = 8
# The list reads its own fields; the treatments stand for the articles.
INDEX_QUERIES = 9


def read(client: Client, path: str) -> str:
    """Return what a reader gets."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def snapshot(page: Any) -> dict[str, Any]:
    """Return what a page's current edition holds."""
    content: dict[str, Any] = json.loads(CurrentEdition.objects.get(page=page.pk).edition.snapshot)
    return content


def queries_of(client: Client, path: str) -> int:
    """Count the queries of a page with nothing cached."""
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_fact_is_printed_with_its_source_and_how_strong_the_evidence_is(shelf: Shelf, client: Client) -> None:
    page = shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes.")})
    page.facts = [TreatmentFact(aspect=fact.aspect, text=fact.text, strength="low") for fact in page.facts.all()]
    page.save_revision().publish()
    text = read(client, "/treatments/ketamine/")
    assert "Within minutes." in text
    assert "Limited evidence" in text
    assert 'href="#source-1"' in text
    assert shelf.sources[0].title in text


@pytest.mark.parametrize("words", ["", "<p>Within minutes, says everybody.</p>"])
def test_words_without_a_source_are_not_printed(shelf: Shelf, client: Client, words: str) -> None:
    shelf.treatment("ketamine", {"onset": words})
    text = read(client, "/treatments/ketamine/")
    assert "says everybody" not in text
    assert text.count("No source in this library yet") == 3  # the two aspects and the approval


def test_a_status_is_printed_with_its_source_and_the_day_on_which_it_was_checked(shelf: Shelf, client: Client) -> None:
    shelf.treatment("ketamine", {}, {"anesthesia": "approved", "chronic-pain": "off-label"})
    text = read(client, "/treatments/ketamine/")
    assert "Off-label" in text
    assert "2026-11-01" in text
    assert shelf.sources[2].title in text


def test_a_treatment_that_nobody_signed_says_so_and_one_that_was_signed_names_the_reviewer(
    shelf: Shelf, client: Client
) -> None:
    page = shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes.")})
    assert "Not yet medically reviewed" in read(client, "/treatments/ketamine/")
    sign(page)
    text = read(client, "/treatments/ketamine/")
    assert "Medically reviewed by" in text
    assert "Medically reviewed by" in read(client, "/treatments/")


def test_a_draft_of_a_treatment_reaches_no_reader(shelf: Shelf, client: Client) -> None:
    page = shelf.treatment("ketamine", {"onset": shelf.sourced("Within minutes.")})
    shelf.draft(page, {"onset": shelf.sourced("Within hours.")})
    assert "Within minutes." in read(client, "/treatments/ketamine/")


def test_what_an_edition_of_a_treatment_holds_is_the_documented_form(shelf: Shelf) -> None:
    person = PersonFactory(
        uuid="5f0f6a3e-6d5e-4c55-9d10-4c1d2f1c9b7a", name="Ada Sample", post_nominals="MPH", job_title="Writer"
    )
    for number, source in enumerate(shelf.sources, 1):
        source.authors, source.title, source.doi = "Sample AB", f"Trial {number}", f"10.5555/golden.{number}"
        source.save()
    page = shelf.treatment(
        "ketamine",
        {"risks": shelf.sourced("It can slow <b>breathing</b>.", 2)},
        {"anesthesia": "approved"},
        drug_class="Dissociative anesthetic",
        schedule="Schedule III",
        summary=shelf.sourced("An anesthetic.", 1),
    )
    page.treatment_contributors = [TreatmentContributor(person=person, role=ContributorRole.AUTHOR)]
    page.save_revision().publish()
    assert canonical(json.loads((GOLDEN / "treatment.json").read_text())) == newest_edition(page).snapshot


def test_a_slug_that_would_make_comparisons_ambiguous_is_refused(shelf: Shelf) -> None:
    page = shelf.treatment("ketamine")
    for slug in ("a-vs-b", "vs-a", "a-vs", "vs"):
        page.slug = slug
        with pytest.raises(ValidationError, match="vs"):
            page.full_clean()


def test_who_wrote_a_treatment_has_it_among_their_works(shelf: Shelf, client: Client) -> None:
    page = shelf.treatment("ketamine")
    person = page.treatment_contributors.all()[0].person
    PersonPageFactory(person=person, slug="ada", parent=TeamPageFactory(parent=shelf.index.get_parent().specific))
    assert PersonPage.objects.count() == 1
    assert "/treatments/ketamine/" in read(client, "/team/ada/")


def test_search_engines_are_told_of_the_drug_only_what_is_printed(shelf: Shelf, client: Client) -> None:
    shelf.aspects["mechanism"] = shelf.aspect("mechanism", "How it works")
    shelf.treatment("ketamine", {"mechanism": shelf.sourced("It blocks a receptor.")}, drug_class="Anesthetic")
    shelf.treatment("placebo", {"mechanism": "<p>It does nothing.</p>"})
    text = read(client, "/treatments/ketamine/")
    assert '"mechanismOfAction":"It blocks a receptor."' in text
    assert '"reviewedBy"' not in text
    assert "mechanismOfAction" not in read(client, "/treatments/placebo/")


@pytest.mark.parametrize(("facts", "sources"), [(5, 5), (40, 500)])
def test_a_treatment_costs_eight_queries_however_much_it_holds(
    shelf: Shelf, client: Client, facts: int, sources: int
) -> None:
    references = ReferenceFactory.create_batch(sources)
    shelf.aspects = {f"a{number}": shelf.aspect(f"a{number}", f"Aspect {number}") for number in range(facts)}
    shares = [references[number::facts] for number in range(facts)]
    texts = {
        key: "<p>So." + "".join(map(cite, share)) + "</p>" for key, share in zip(shelf.aspects, shares, strict=True)
    }
    for slug in ("ketamine", "opioids"):
        shelf.treatment(slug, texts)
    assert len(snapshot(TreatmentPage.objects.first())["references"]) == sources
    assert queries_of(client, "/treatments/ketamine/") == TREATMENT_QUERIES
    assert queries_of(client, "/treatments/") <= INDEX_QUERIES
    assert queries_of(client, "/compare/ketamine-vs-opioids/") <= 8
    assert queries_of(client, "/compare/") <= 8


def test_a_contributor_is_named_once_in_a_role(shelf: Shelf) -> None:
    roles = list(shelf.treatment("ketamine").contributor_roles())
    assert [role for _person, role in roles] == [ContributorRole.AUTHOR]
