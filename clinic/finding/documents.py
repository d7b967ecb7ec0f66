"""What a search knows of a page: the words that readers get, as plain text."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page
from wagtail.search import index

from articles.editions.freezing import plain_text
from articles.editions.models import CurrentEdition
from articles.reading import words_of
from clinic.finding.models import Kind

# What a page is for a visitor, by its model. Anything else is a page about the clinic.
KINDS = {
    "articles.articlepage": Kind.ARTICLE,
    "articles.treatmentpage": Kind.TREATMENT,
    "pages.servicepage": Kind.SERVICE,
    "pages.conditionpage": Kind.SERVICE,
    "pages.locationpage": Kind.LOCATION,
    "people.personpage": Kind.PERSON,
}


@dataclass(frozen=True)
class Document:
    """The words of a page. ``facts`` are as editions hold them: key, aspect, html, strength and its label."""

    title: str
    published_at: datetime.datetime
    lead: str = ""
    keywords: str = ""
    body: str = ""
    topics: list[str] = field(default_factory=list)
    edition_id: int | None = None
    facts: list[dict[str, Any]] = field(default_factory=list)


def kind_of(page: Page) -> Kind:
    """Return what the page is for a visitor."""
    return KINDS.get(page.specific_class._meta.label_lower, Kind.PAGE)


def edition_document(current: CurrentEdition) -> Document:
    """Return what a row with ``edition`` and ``updated`` says (see ``current_editions(with_snapshot=True)``)."""
    content = json.loads(current.edition.snapshot)
    topics = content.get("topics", [])
    filed = [*(topic["name"] for topic in topics), content.get("drug_class", ""), content["search_title"]]
    standfirst = plain_text(content["standfirst"])
    return Document(
        title=_clean(content["title"]),
        published_at=current.updated,
        lead=_clean(f"{standfirst} {content['description']}"),
        keywords=_clean(" ".join(filed)),
        body=_clean(words_of(content).removeprefix(standfirst)),
        topics=[topic["slug"] for topic in topics],
        edition_id=current.edition_id,
        facts=[fact for fact in content.get("facts", []) if fact["html"]],
    )


def page_document(page: Page, at: datetime.datetime) -> Document:
    """Return the words of a page without editions: the texts that its ``search_fields`` name, in their order."""
    return Document(
        title=_clean(page.title),
        published_at=at,
        lead=_clean(page.search_description),
        keywords=_clean(page.seo_title),
        body=_clean(" ".join(text for text in _texts(page) if text != page.title)),
    )


def _texts(page: Page) -> Iterator[str]:
    for search_field in page.get_search_fields():
        if isinstance(search_field, index.SearchField):
            yield from _strings(search_field.get_value(page))
        elif isinstance(search_field, index.RelatedFields):
            related = search_field.get_value(page)
            rows = related.all() if hasattr(related, "all") else [related]
            for row in rows:
                for below in search_field.fields:
                    if isinstance(below, index.SearchField) and row is not None:
                        yield from _strings(below.get_value(row))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield plain_text(value)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _clean(text: str) -> str:
    """Return text in one line without control characters, which mark passages when they are printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
