"""What the pages of the sample site tell machines, held against the vocabulary of schema.org."""

import json
from typing import Any

import pytest
from django.apps import apps
from wagtail.models import Page

from clinic.core.models import BasePage
from tests.browser.site import addresses, read
from tests.vocabulary import faults, vocabulary

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("sample_site"),
    pytest.mark.xdist_group("sample_site"),
]


def graphs(address: str) -> list[dict[str, Any]]:
    """Return the documents of structured data of a page."""
    scripts = read(address).all("script")
    return [json.loads(script.text) for script in scripts if script.get("type") == "application/ld+json"]


def test_every_document_is_valid() -> None:
    wrong = [f"{address}: {fault}" for address in addresses() for graph in graphs(address) for fault in faults(graph)]
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_every_type_of_page_is_in_the_sample_site_and_has_one_graph_about_itself() -> None:
    wrong = []
    for model in apps.get_models():
        if not issubclass(model, BasePage):
            continue
        page = model.objects.live().order_by("path").first()
        if page is None:
            wrong.append(f"{model._meta.label} has no sample.")
            continue
        address = page.get_url_parts()[2]
        documents = graphs(address)
        if len(documents) != 1:
            wrong.append(f"{address}: {len(documents)} documents")
        elif not any(_is_about(node, address) for node in documents[0]["@graph"]):
            wrong.append(f"{address}: nothing about the page itself")
    assert not wrong, "\n".join(wrong)


def test_a_page_says_where_it_is_to_be_found_and_how_it_looks_elsewhere(settings: Any) -> None:
    wrong = []
    for page in Page.objects.live().filter(depth__gt=1):
        address = page.get_url_parts()[2]
        document = read(address)
        canonical = [link.get("href") for link in document.all("link") if link.get("rel") == "canonical"]
        tags = {meta.get("property"): meta.get("content") for meta in document.all("meta") if meta.get("property")}
        if canonical != [f"{settings.SITE_URL}{address}"]:
            wrong.append(f"{address}: canonical {canonical}")
        if tags.get("og:url") != f"{settings.SITE_URL}{address}" or not (tags.get("og:title") and tags.get("og:type")):
            wrong.append(f"{address}: social tags {tags}")
        if not str(tags.get("og:image", settings.SITE_URL)).startswith(settings.SITE_URL):
            wrong.append(f"{address}: picture {tags['og:image']}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "MedicalPage"}, "There is no type"),
        ({"@type": "Person", "reviewdBy": "x"}, "There is no property"),
        ({"@type": "Person", "lastReviewed": "2026-01-01"}, "is no property of Person"),
        ({"@type": "MedicalWebPage", "aspect": "x"}, "is superseded by"),
        ({"@type": "MedicalWebPage", "lastReviewed": "yesterday"}, "cannot be 'yesterday'"),
        ({"@type": "MedicalWebPage", "reviewedBy": {"@type": "Drug", "name": "x"}}, "cannot be a Drug"),
        ({"@type": "MedicalWebPage", "reviewedBy": {"@id": "#nobody"}}, "which is not there"),
        ({"@type": "MedicalClinic", "medicalSpecialty": "https://schema.org/Carpentry"}, "cannot be"),
    ],
)
def test_what_the_vocabulary_does_not_know_is_found(node: dict[str, Any], fault: str) -> None:
    assert fault in " ".join(faults({"@context": "https://schema.org", "@graph": [node]}))


def test_the_vocabulary_is_whole() -> None:
    assert len(vocabulary().types) > 800
    assert len(vocabulary().properties) > 1400


def _is_about(node: dict[str, Any], address: str) -> bool:
    kinds = vocabulary().ancestors(node["@type"])
    return "WebPage" in kinds and str(node.get("url", "")).endswith(address)
