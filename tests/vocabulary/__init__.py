"""Structured data held against the schema.org vocabulary itself (see README.md): types, properties, what fits where."""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("schema-1.1.0.nt.gz")
SCHEMA = "http://schema.org/"
_STATEMENT = re.compile(r"<([^>]+)> <([^>]+)> <([^>]+)> \.")
_KEYWORDS = {"@id", "@type"}
# What JSON can hold of each data type. Others (Number, Boolean) are numbers and truth values.
_WRITTEN: dict[str, Any] = {
    "Text": lambda text: True,
    "URL": lambda text: re.fullmatch(r"https?://[^\s/]+(/\S*)?", text) is not None,
    "Date": lambda text: re.fullmatch(r"\d{4}(-\d\d)?", text) is not None or date.fromisoformat(text),  # ISO 8601
    "DateTime": datetime.fromisoformat,
    "Time": time.fromisoformat,
}


@dataclass
class Vocabulary:
    """What there is. Names are without the address of schema.org."""

    types: set[str] = field(default_factory=set)
    properties: set[str] = field(default_factory=set)
    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of each enumeration
    parents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    domains: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ranges: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    superseded: dict[str, str] = field(default_factory=dict)

    def ancestors(self, name: str) -> set[str]:
        """Return a type with all that it is a kind of."""
        found = {name}
        for parent in self.parents[name]:
            found |= self.ancestors(parent)
        return found


@cache
def vocabulary() -> Vocabulary:
    """Read the vendored file."""
    known = Vocabulary()
    relations = {"subClassOf": known.parents, "domainIncludes": known.domains, "rangeIncludes": known.ranges}
    for subject, predicate, value in _STATEMENT.findall(gzip.decompress(FILE.read_bytes()).decode()):
        name, relation, other = _short(subject), re.split(r"[/#]", predicate)[-1], _short(value)
        if relation in relations:
            relations[relation][name].add(other)
        elif relation == "supersededBy":
            known.superseded[name] = other
        elif relation == "type":
            _declare(known, name, other)
    return known


def _declare(known: Vocabulary, name: str, kind: str) -> None:
    if kind.endswith("#Class"):
        known.types.add(name)
    elif kind.endswith("#Property"):
        known.properties.add(name)
    elif kind != "DataType":
        known.members[kind].add(name)
    else:
        known.types.add(name)


def _short(address: str) -> str:
    return address.removeprefix(SCHEMA)


def faults(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a document of structured data, a sentence each; nothing where all of it is valid."""
    if set(document) != {"@context", "@graph"} or document["@context"] != "https://schema.org":
        return ["It is not one graph in the context of schema.org."]
    named = {node["@id"]: node for node in _nodes(document["@graph"]) if "@id" in node and len(node) > 1}
    return [fault for node in document["@graph"] for fault in _faults_of(node, named)]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)


def _faults_of(node: dict[str, Any], named: dict[str, Any]) -> Iterator[str]:
    known = vocabulary()
    kind = node.get("@type", "")
    if kind not in known.types:
        yield f"There is no type “{kind}”."
        return
    if kind in known.superseded:
        yield f"The type {kind} is superseded by {known.superseded[kind]}."
    for name, value in node.items():
        if name in _KEYWORDS:
            continue
        if name not in known.properties:
            yield f"There is no property “{name}” ({kind})."
            continue
        if name in known.superseded:
            yield f"{name} is superseded by {known.superseded[name]} ({kind})."
        if not known.domains[name] & known.ancestors(kind):
            yield f"{name} is no property of {kind}."
        for item in value if isinstance(value, list) else [value]:
            yield from _faults_of_value(kind, name, item, named)


def _faults_of_value(kind: str, name: str, value: Any, named: dict[str, Any]) -> Iterator[str]:
    ranges = vocabulary().ranges[name]
    if not isinstance(value, dict):
        if not any(_is_written(value, each) for each in ranges):
            yield f"{kind}.{name} cannot be {value!r}: it takes {', '.join(sorted(ranges))}."
        return
    if set(value) == {"@id"}:
        if value["@id"] not in named:
            if "#" in value["@id"] or not value["@id"].startswith("http"):  # else another page
                yield f"{kind}.{name} refers to {value['@id']}, which is not there."
            return
        value = named[value["@id"]]
    else:
        yield from _faults_of(value, named)
    if not vocabulary().ancestors(value.get("@type", "")) & ranges:
        yield f"{kind}.{name} cannot be a {value.get('@type')}: it takes {', '.join(sorted(ranges))}."


def _is_written(value: Any, data_type: str) -> bool:
    """Whether a plain value can stand for a data type, or name a member of an enumeration."""
    kinds = vocabulary().ancestors(data_type)
    if isinstance(value, bool):
        return data_type == "Boolean"
    if isinstance(value, int | float):
        return "Number" in kinds
    if not isinstance(value, str) or not value:
        return False
    if members := vocabulary().members.get(data_type):
        return re.sub(r"^https?://schema\.org/", "", value) in members
    for name, reads in _WRITTEN.items():
        if name == data_type or (name == "Text" and "Text" in kinds and data_type != "URL"):
            try:
                return bool(reads(value)) or name in ("Date", "DateTime", "Time")
            except ValueError:
                return False
    return False
