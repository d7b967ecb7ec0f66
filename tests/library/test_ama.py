"""Sources as the AMA Manual of Style, 11th edition, prints them (3.7, 3.11, 3.13, 3.15)."""

from typing import Any

import pytest

from articles.library import ama

SEVEN = "Ab A, Bc B, Cd C, De D, Ef E, Fg F, Gh G"


def source(**parts: Any) -> dict[str, Any]:
    """Return a frozen source."""
    return {
        "key": "smith2018",
        "kind": "trial",
        "authors": "Smith AB, Jones CD",
        "title": "A trial",
        "container": "Journal of Samples",
        "year": 2018,
        "volume": "",
        "pages": "",
        "doi": "",
        "pmid": "",
        "url": "",
        "accessed_on": "",
        "retracted": False,
        **parts,
    }


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Ab A, Bc B, Cd C, De D, Ef E, Fg F", "Ab A, Bc B, Cd C, De D, Ef E, Fg F"),
        (SEVEN, "Ab A, Bc B, Cd C, et al"),
        ("Ab A, Bc B, Cd C, De D, Ef E, Fg F, et al.", "Ab A, Bc B, Cd C, et al"),
        ("Ab A, Bc B, et al", "Ab A, Bc B, et al"),
        ("Jelovac A, et al.", "Jelovac A, et al"),
        ("U.S. Food and Drug Administration", "U.S. Food and Drug Administration"),
        ("Smith AB, Jones CD; Trial Group", "Smith AB, Jones CD; Trial Group"),
    ],
)
def test_up_to_six_authors_are_named_and_of_more_the_first_three(given: str, printed: str) -> None:
    assert ama.authors(given) == printed


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        (
            {"volume": "43(5)", "pages": "521-546"},
            "Smith AB, Jones CD. A trial. <cite>Journal of Samples.</cite> 2018;43(5):521-546.",
        ),
        ({"volume": "9", "pages": "277"}, "Smith AB, Jones CD. A trial. <cite>Journal of Samples.</cite> 2018;9:277."),
        ({}, "Smith AB, Jones CD. A trial. <cite>Journal of Samples.</cite> 2018."),
        ({"pages": "CD015373"}, "Smith AB, Jones CD. A trial. <cite>Journal of Samples.</cite> 2018:CD015373."),
        ({"container": ""}, "Smith AB, Jones CD. A trial. 2018."),
        (
            {"authors": SEVEN, "title": "Does it work?", "container": "Br J Samples."},
            "Ab A, Bc B, Cd C, et al. Does it work? <cite>Br J Samples.</cite> 2018.",
        ),
        (
            {"title": "“Does it work?”", "container": "Pain & Samples"},
            "Smith AB, Jones CD. “Does it work?” <cite>Pain &amp; Samples.</cite> 2018.",
        ),
        (
            {"title": "<b>Bold</b>.", "container": ""},
            "Smith AB, Jones CD. &lt;b&gt;Bold&lt;/b&gt;. 2018.",
        ),
    ],
)
def test_a_journal_article_ends_with_year_volume_and_pages(parts: dict[str, Any], printed: str) -> None:
    assert ama.citation(source(**parts)) == printed


def test_a_drug_label_begins_with_the_drug_and_names_the_company() -> None:
    label = source(
        kind="label",
        authors="Teva Pharmaceuticals Inc.",
        title="Azilect",
        container="Package insert",
        year=2014,
        url="https://example.org/label",
        accessed_on="2019-06-23",
    )
    assert ama.citation(label) == "Azilect. Package insert. Teva Pharmaceuticals Inc; 2014. Accessed June 23, 2019."


def test_a_government_page_says_when_it_was_published_and_seen() -> None:
    page = source(
        kind="government",
        authors="U.S. Food and Drug Administration",
        title="FDA alerts health care professionals",
        container="FDA",
        year=2022,
        url="https://example.org/alert",
        accessed_on="2026-03-02",
    )
    assert ama.citation(page) == (
        "U.S. Food and Drug Administration. FDA alerts health care professionals. FDA. Published 2022."
        " Accessed March 2, 2026."
    )


def test_a_year_that_was_just_named_is_not_repeated() -> None:
    page = source(
        kind="government", authors="FDA", title="An alert", container="FDA alert, October 10, 2023", year=2023
    )
    assert ama.citation(page) == "FDA. An alert. FDA alert, October 10, 2023."


@pytest.mark.parametrize("parts", [{"doi": "10.1000/x", "url": "https://example.org/"}, {"url": ""}])
def test_the_day_of_access_belongs_to_an_address_that_stands_in_for_a_doi(parts: dict[str, str]) -> None:
    assert "Accessed" not in ama.citation(source(accessed_on="2026-03-02", **parts))
