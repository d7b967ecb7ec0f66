"""Treatments side by side: one cell of a table, and a whole table of current editions for the page that compares."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from articles.editions.citations import Citations, cited_anew, source_keys
from articles.review.claims import Claim
from articles.sources import Source, sources_of

Content = Mapping[str, Any]


class Adopts(Protocol):
    """Takes a text of another edition into its own sequence of sources."""

    def adopt(self, html: str, content: Content) -> str:
        """Return the text, cited anew."""
        ...


def fact_of(content: Content, aspect: str) -> dict[str, Any] | None:
    """Return the fact that an edition of a treatment prints for an aspect; None where it knows no source."""
    return next((fact for fact in content["facts"] if fact["key"] == aspect and fact["html"]), None)


def compared_cell(content: Content | None, aspect: str, sequence: Adopts) -> dict[str, str] | None:
    """Return ``html``, ``strength`` and ``strength_label``; None where there is no edition or no fact in it."""
    fact = fact_of(content, aspect) if content else None
    if content is None or fact is None:
        return None
    return {
        "html": sequence.adopt(fact["html"], content),
        "strength": fact["strength"],
        "strength_label": fact["strength_label"],
    }


@dataclass(frozen=True)
class Column:
    """One treatment of a comparison, with what may be said of the review of its words."""

    name: str
    slug: str
    url: str
    is_class: bool
    review: Claim
    published: bool = True


@dataclass(frozen=True)
class Comparison:
    """A table: its columns, the rows as a comparison block has them, and the sources of all cells in their order."""

    columns: list[Column]
    rows: list[dict[str, Any]]
    sources: list[Source]


def aspects_of(contents: Sequence[Content]) -> dict[str, str]:
    """Return key and name of every aspect that one of these editions has a row for, in the order of the first."""
    return {fact["key"]: fact["aspect"] for content in contents for fact in content["facts"]}


def compare(columns: Sequence[Column], contents: Sequence[Content], aspects: Collection[str]) -> Comparison:
    """Return the comparison of editions of treatments by the aspects that are asked for; all of them if none is."""
    sequence = _Sequence()
    rows = [
        {
            "key": key,
            "aspect": name,
            "cells": [compared_cell(content, key, sequence) for content in contents],
            "note": "",
        }
        for key, name in aspects_of(contents).items()
        if not aspects or key in aspects
    ]
    return Comparison(list(columns), rows, sequence.sources())


class _Sequence:
    """Numbers the sources of several editions through one table. Each keeps the words it had where it came first."""

    def __init__(self) -> None:
        self._citations: Citations[str] = Citations()
        self._references: dict[str, dict[str, Any]] = {}

    def adopt(self, html: str, content: Content) -> str:
        """Return the text, cited anew."""
        for reference in content["references"]:
            self._references.setdefault(reference["key"], reference)
        return cited_anew(html, source_keys(content), self._citations.mark)

    def sources(self) -> list[Source]:
        """Return the sources that were cited, as pages print them."""
        numbered = [
            {**self._references[key], "number": number, "citations": self._citations.mentions[key]}
            for key, number in self._citations.numbers.items()
        ]
        return sources_of({"references": numbered})
