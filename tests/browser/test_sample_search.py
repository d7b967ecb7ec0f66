"""A labelled set of what visitors type, answered from the sample site."""

import tomllib

import pytest
from django.test import Client

from clinic.settings.environment import ROOT
from tests.browser.site import read

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("sample_site"),
    pytest.mark.xdist_group("sample_site"),
]
QUERIES = tomllib.loads((ROOT / "tests" / "finding" / "queries.toml").read_text(encoding="utf-8"))["first"]
FEWEST = 60
RIGHT = 0.9


def first_result(client: Client, query: str) -> str:
    """Return the address of what stands first on the search page: an answer, else a page; empty if there is none."""
    context = client.get("/search/", {"q": query}).context
    return next((found.url for found in [*context["answers"], *context["results"]]), "")


def test_visitors_find_what_they_mean(client: Client) -> None:
    found = {query: first_result(client, query) for query, _wanted in QUERIES}
    missed = [f"“{query}”: {found[query]} instead of {wanted}" for query, wanted in QUERIES if found[query] != wanted]
    print("\n".join([f"{len(QUERIES) - len(missed)} of {len(QUERIES)} first results are right.", *missed]))
    assert len(QUERIES) >= FEWEST
    assert len(missed) <= len(QUERIES) * (1 - RIGHT), "\n".join(missed)


def test_every_label_names_an_address_of_the_sample_site() -> None:
    wrong = []
    for address, _hash, anchor in sorted({wanted.partition("#") for _query, wanted in QUERIES}):
        document = read(address)
        if document.status != 200 or (anchor and anchor not in document.ids):
            wrong.append(f"{address}#{anchor}")
    assert not wrong
