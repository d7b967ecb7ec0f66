"""The numbered sources of an edition, as they are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from articles.editions.citations import cited_numbers
from articles.library import ama

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """One numbered source; ``citations`` are the ids in the text where it is cited."""

    number: int
    title: str
    year: int
    html_text: SafeString
    kind_label: str
    doi_url: str
    pubmed_url: str
    url: str
    retracted: bool
    citations: list[str]


def sources_of(content: Content) -> list[Source]:
    """Return the numbered sources as they are printed, with the ids of the places that cite them.

    From a source that an explanation cites, the way back leads to the words in the text that it explains.
    """
    explained = _citing_explanations(content)
    return [
        Source(
            number=reference["number"],
            title=reference["title"],
            year=reference["year"],
            html_text=ama.citation(reference),
            kind_label=ama.kind_label(reference),
            doi_url=f"https://doi.org/{reference['doi']}" if reference["doi"] else "",
            pubmed_url=f"https://pubmed.ncbi.nlm.nih.gov/{reference['pmid']}/" if reference["pmid"] else "",
            url=reference["url"],
            retracted=reference["retracted"],
            citations=[
                *(f"cite-{reference['number']}-{nth}" for nth in range(1, reference["citations"] + 1)),
                *explained.get(reference["number"], ()),
            ],
        )
        for reference in content["references"]
    ]


def _citing_explanations(content: Content) -> dict[int, list[str]]:
    """Return, by the number of a source, the ids of the marked terms whose explanation cites it."""
    citing: dict[int, list[str]] = {}
    for nth, entry in enumerate(content.get("glossary", ()), start=1):
        for number in cited_numbers(entry["html"]):
            citing.setdefault(number, []).append(f"term-use-{nth}")
    return citing
