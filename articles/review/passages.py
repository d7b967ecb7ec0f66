"""An edition as a list of passages, each with its place in plain words, so that two editions can be compared."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editions.citations import MARK
from articles.library import ama
from articles.library.authors import read_authors
from articles.library.models import EvidenceKind

Content = Mapping[str, Any]

_PARAGRAPH_END = re.compile(r"</(?:p|li)>|<br>")
# What of a frozen block is not read as words: names, places and choices.
_NOT_WORDS = {"type", "anchor", "key", "slug", "strength", "published", "row_headers", "level", "kind"}


@dataclass(frozen=True)
class Passage:
    """Some words of an edition. ``key`` names them in both of two editions; without one they follow in order.

    ``part`` is the part of the page, ``place`` where in it, both in the reader's words.
    """

    part: str
    text: str
    place: str = ""
    key: str = ""


def passages_of(content: Content) -> list[Passage]:
    """Return everything an edition prints, as plain text, in the order of reading."""
    return [passage for passage in _passages(content, _Texts(content)) if passage.text]


class _Texts:
    """Turns frozen HTML into words. A citation is printed by its source: numbers shift whenever one is added."""

    def __init__(self, content: Content) -> None:
        self._names = {row["number"]: short_name(row) for row in content.get("references", [])}

    def lines(self, html: str) -> list[str]:
        """Return the paragraphs of frozen HTML."""
        named = MARK.sub(lambda match: f" [{self._names[int(match[1])]}]", html)
        lines = [" ".join(strip_tags(part).split()) for part in _PARAGRAPH_END.split(named)]
        return [unescape(line) for line in lines if line]

    def line(self, html: str) -> str:
        """Return frozen HTML as one line."""
        return " ".join(self.lines(html))


def short_name(reference: Mapping[str, Any]) -> str:
    """Return how a frozen source is called among editors, as "Cohen 2018"."""
    return f"{read_authors(reference['authors']).first} {reference['year']}"


def _passages(content: Content, texts: _Texts) -> Iterator[Passage]:
    yield Passage(_("Title"), content["title"], key="title")
    for key, name in (("search_title", _("Title for search engines")), ("description", _("Description"))):
        yield Passage(name, content.get(key, ""), key=key)
    yield Passage(_("Standfirst"), texts.line(content.get("standfirst", "")), key="standfirst")
    for key, name in (("drug_class", _("Class")), ("schedule", _("Legal schedule"))):
        yield Passage(name, content.get(key, ""), key=key)
    yield from _picture(_("Featured picture"), "", "featured", content.get("featured"), texts)
    for row in content.get("status", []):
        yield Passage(_("Approved or off-label"), texts.line(row["html"]), row["treatment"], f"status {row['key']}")
    for takeaway in content.get("takeaways", []):
        yield Passage(_("Key takeaways"), texts.line(takeaway))
    yield from _body(content.get("body", []), texts)
    yield from _treatment(content, texts)
    yield from _corrections(content.get("corrections", []))
    for entry in content.get("glossary", []):
        yield Passage(_("Words explained"), texts.line(entry["html"]), entry["term"], f"term {entry['key']}")
    yield from _people(content)
    for row in content.get("references", []):
        text = unescape(strip_tags(ama.citation(row)))
        marks = [str(EvidenceKind(row["kind"]).label), *([_("Retracted")] if row["retracted"] else [])]
        yield Passage(_("Sources"), f"{text} ({', '.join(marks)})", short_name(row), f"source {row['key']}")


def _body(blocks: Sequence[Content], texts: _Texts) -> Iterator[Passage]:
    part = _("Text")
    for block in blocks:
        if block["type"] == "heading":
            yield Passage(part, block["text"], _("heading"))
            part = _("Text, under “%(heading)s”") % {"heading": block["text"]}
        elif block["type"] == "comparison":
            yield from _comparison(block, texts)
        elif block["type"] == "table":
            yield from _table(block, texts)
        elif block["type"] == "figure":
            picture = block["picture"]
            yield from _picture(part, _("picture"), f"figure {(picture or {}).get('sha256', '')}", picture, texts)
        else:
            for text in _words(block, texts):
                yield Passage(part, text, str(_PLACES.get(block["type"], "")))


_PLACES = {
    "quote": gettext_lazy("quotation"),
    "safety_notice": gettext_lazy("safety notice"),
    "notice": gettext_lazy("notice"),
    "myth_fact": gettext_lazy("myth and fact"),
    "questions": gettext_lazy("questions and answers"),
}


def _words(value: Any, texts: _Texts) -> Iterator[str]:
    if isinstance(value, str):
        yield from texts.lines(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in _NOT_WORDS:
                yield from _words(item, texts)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _words(item, texts)


def _comparison(block: Content, texts: _Texts) -> Iterator[Passage]:
    part = _("Table “%(caption)s”") % {"caption": block["caption"]}
    for row in block["rows"]:
        for column, cell in zip(block["treatments"], row["cells"], strict=True):
            key = f"{block['caption']} · {row['key']} · {column['key']}"
            yield Passage(part, _fact(cell, texts), f"{row['aspect']}, {column['name']}", key)
        yield Passage(
            part, texts.line(row["note"]), f"{row['aspect']}, {_('note')}", f"{block['caption']} {row['key']}"
        )


def _table(block: Content, texts: _Texts) -> Iterator[Passage]:
    part = _("Table “%(caption)s”") % {"caption": block["caption"]} if block["caption"] else _("Table")
    for number, row in enumerate(block["rows"], start=1):
        named = texts.line(row[0]) if block["row_headers"] and row else str(number)
        for nth, cell in enumerate(row):
            column = block["columns"][nth] if nth < len(block["columns"]) else str(nth + 1)
            yield Passage(part, texts.line(cell), f"{named}, {column}", f"{part} · {named} · {nth}")


def _treatment(content: Content, texts: _Texts) -> Iterator[Passage]:
    for row in content.get("statuses", []):
        text = f"{row['label']}: {row['note']}" if row["note"] else row["label"]
        cited = f"{text} {texts.line(row['citation'])} ({row['checked_on']})"
        yield Passage(_("Approved or off-label"), cited, row["name"], f"use {row['indication']}")
    for row in content.get("facts", []):
        yield Passage(_("Facts"), _fact(row, texts), row["aspect"], f"fact {row['key']}")


def _fact(cell: Content | None, texts: _Texts) -> str:
    if not cell or not cell["html"]:
        return ""
    strength = f" ({cell['strength_label']})" if cell["strength_label"] else ""
    return f"{texts.line(cell['html'])}{strength}"


def _corrections(rows: Sequence[Content]) -> Iterator[Passage]:
    for row in rows:
        for text in (row["was_wrong"], row["now_says"]):
            yield Passage(_("Corrections"), text, row["severity_label"])


def _people(content: Content) -> Iterator[Passage]:
    yield Passage(_("Disclosure"), content.get("disclosure", ""), key="disclosure")
    for row in content.get("contributors", []):
        name = ", ".join(filter(None, (row["name"], row["post_nominals"], row["job_title"])))
        key = f"{row['role']} {row['person']}"
        yield Passage(_("Written by") if row["role"] == "author" else _("Edited by"), name, key=key)
        told = " ".join(disclosure["text"] for disclosure in row["disclosures"])
        yield Passage(_("Disclosures"), told, row["name"], f"told {key}")


def _picture(part: str, place: str, key: str, picture: Content | None, texts: _Texts) -> Iterator[Passage]:
    if not picture:
        return
    words = [f"“{picture['alt']}”", texts.line(picture["caption"]), picture["credit"]]
    models = _("Image contains models") if picture["contains_models"] else ""
    file = _("file %(digest)s…") % {"digest": picture["sha256"][:8]}
    yield Passage(part, " · ".join(filter(None, [*words, models, file])), place, key)
