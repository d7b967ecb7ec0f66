"""Which current editions print something that has changed in the library since, and what.

An edition holds what it printed, so it is compared with the library as it is: no page is frozen again, and the number
of queries is the same for one edition as for a thousand. Numbers of sources and marks of terms are left out of the
comparison. What has come to the library since is no change of what an edition prints.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.editions.citations import cited_anew, source_keys
from articles.editions.freezing import Freezer
from articles.editions.glossary import TERM_MARK
from articles.editions.models import CurrentEdition
from articles.library.comparison import fact_of
from articles.library.models import Reference
from articles.library.status import status_html
from articles.library.vocabulary import Aspect, GlossaryTerm, Indication
from articles.review.claims import current_editions
from clinic.core.models import Notice

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Outdated:
    """A current edition with what has changed, a sentence each."""

    current: CurrentEdition
    title: str
    changes: list[str]


def outdated_editions(editions: QuerySet[CurrentEdition] | None = None) -> list[Outdated]:
    """Return those of ``editions`` (all that are current, unless given) that are outdated, by title."""
    rows = CurrentEdition.objects.filter(page__live=True) if editions is None else editions
    found = []
    library = _Library()
    for current in rows.select_related("edition", "page__locale").defer("edition__card"):
        content = json.loads(current.edition.snapshot)
        with override(current.page.locale.language_code):
            shown = library.changes(content)
        if shown:
            found.append(Outdated(current, content["title"], shown))
    return sorted(found, key=lambda outdated: outdated.title.casefold())


class _Library:
    """The library as it is now, each table read at most once."""

    def __init__(self) -> None:
        self._tables: dict[str, Any] = {}

    def changes(self, content: Content) -> list[str]:
        """Return what has changed since an edition was frozen, in words, each thing once."""
        found = [*self._references(content), *self._notices(content), *self._terms(content)]
        if content["type"] == "treatment":
            found += [*self._aspects(content["facts"], content), *self._indications(content)]
        else:
            found += [*self._status(content), *self._comparisons(content)]
        return list(dict.fromkeys(found))

    def _table(self, name: str, load: Callable[[], Any]) -> Any:
        if name not in self._tables:
            self._tables[name] = load()
        return self._tables[name]

    def _references(self, content: Content) -> Iterator[str]:
        now = self._table("references", lambda: {row.key: row for row in Reference.objects.all()})
        for printed in content["references"]:
            row = now.get(printed["key"])
            if row is None:
                yield _("The source “%(title)s” is gone.") % {"title": printed["title"]}
            elif row.retracted and not printed["retracted"]:
                yield _("%(source)s has been retracted.") % {"source": row.short_name}
            elif any(printed.get(name) != value for name, value in row.frozen().items()):
                yield _("The details of the source %(source)s have changed.") % {"source": row.short_name}

    def _notices(self, content: Content) -> Iterator[str]:
        now = self._table("notices", _notices)
        for block in content.get("body", []):
            if block["type"] != "notice":
                continue
            row = now.get((block["key"], content["language"]))
            if row is None:
                yield _("The notice “%(heading)s” is gone.") % {"heading": block["heading"]}
            elif any(block[name] != row[name] for name in ("level", "heading", "html")):
                yield _("The notice “%(heading)s” has changed.") % {"heading": row["heading"] or block["heading"]}

    def _terms(self, content: Content) -> Iterator[str]:
        now = self._table("terms", _terms)
        for entry in content.get("glossary", []):
            row = now.get((entry["key"], content["language"]))
            if row is None:
                yield _("The term “%(term)s” is no longer explained.") % {"term": entry["term"]}
            elif row != (entry["term"], words_of(entry["html"], content)):
                yield _("The explanation of “%(term)s” has changed.") % {"term": entry["term"]}

    def _aspects(self, rows: Iterable[Content], content: Content) -> Iterator[str]:
        now = self._table("aspects", lambda: _names(Aspect.objects.values_list("key", "locale__language_code", "name")))
        for row in rows:
            names = now.get(row["key"], {})
            name = names.get(content["language"]) or next(iter(names.values()), None)
            if name is None:
                yield _("The aspect “%(name)s” is gone.") % {"name": row["aspect"]}
            elif name != row["aspect"]:
                yield _("The aspect “%(old)s” is now called “%(new)s”.") % {"old": row["aspect"], "new": name}

    def _indications(self, content: Content) -> Iterator[str]:
        now = self._table("indications", _indications)
        for row in content["statuses"]:
            if (row["name"], row["in_sentence"]) not in now.get(row["indication"], ()):
                yield _("The indication “%(name)s” is now called something else.") % {"name": row["name"]}

    def _treatment(self, key: str, content: Content) -> Content | None:
        """Return the treatment's current edition in the language of ``content``; None where readers get none."""
        now: dict[tuple[str, str], Content] = self._table("treatments", _treatments)
        return now.get((key, content["language"]))

    def _status(self, content: Content) -> Iterator[str]:
        printed = {row["key"]: row for row in content["status"]}
        for key in content["treatments"]:
            treatment = self._treatment(key, content)
            if treatment is None:
                then = printed.get(key)
                if then is not None:
                    yield _("%(treatment)s is no longer published.") % {"treatment": then["treatment"]}
                continue
            now = status_html(treatment, content["indications"], partial(words_of, content=treatment))
            then_html = words_of(printed[key]["html"], content) if key in printed else ""
            if now != then_html:
                yield _("What %(treatment)s is approved for has changed.") % {"treatment": treatment["title"]}

    def _comparisons(self, content: Content) -> Iterator[str]:
        for block in content["body"]:
            if block["type"] != "comparison":
                continue
            yield from self._aspects(block["rows"], content)
            for position, column in enumerate(block["treatments"]):
                treatment = self._treatment(column["key"], content)
                if treatment is None and column["published"]:
                    yield _("%(treatment)s is no longer published.") % {"treatment": column["name"]}
                if treatment is not None and treatment["title"] != column["name"]:
                    yield _("%(old)s is now called %(new)s.") % {"old": column["name"], "new": treatment["title"]}
                if treatment is not None:
                    yield from _changed_cells(block["rows"], position, treatment, content)


def _changed_cells(rows: Iterable[Content], position: int, treatment: Content, content: Content) -> Iterator[str]:
    for row in rows:
        then, now = row["cells"][position], fact_of(treatment, row["key"])
        was = (words_of(then["html"], content), then["strength"]) if then else None
        is_now = (words_of(now["html"], treatment), now["strength"]) if now else None
        if was != is_now:
            yield _("%(treatment)s, %(aspect)s: the fact has changed.") % {
                "treatment": treatment["title"],
                "aspect": row["aspect"],
            }


def words_of(html: str, content: Content) -> str:
    """Return frozen text with sources named instead of numbered and terms unmarked, to be compared."""
    named = cited_anew(html, source_keys(content), lambda key: f"[{key}]")
    return TERM_MARK.sub(r"\2", named)


def _names(rows: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Return the name of each key by language, in the order of ``rows``."""
    names: dict[str, dict[str, str]] = {}
    for key, language, name in rows:
        names.setdefault(key, {})[language] = name
    return names


def _indications() -> dict[str, set[tuple[str, str]]]:
    """Return the name of each key, alone and within a sentence, in every language."""
    names: dict[str, set[tuple[str, str]]] = {}
    for row in Indication.objects.all():
        names.setdefault(row.key, set()).add((row.name, row.in_sentence))
    return names


def _notices() -> dict[tuple[str, str], dict[str, str]]:
    freezer = Freezer()
    return {
        (str(row.translation_key), row.locale.language_code): {
            "level": row.level,
            "heading": row.heading,
            "html": freezer.html(row.text),
        }
        for row in Notice.objects.select_related("locale")
    }


def _terms() -> dict[tuple[str, str], tuple[str, str]]:
    """Return term and explanation, its sources named, of everything that articles explain."""
    freezer = Freezer()
    rows = [
        (row, freezer.aside(row.explanation))
        for row in GlossaryTerm.objects.filter(explained=True).select_related("locale")
    ]
    numbered = {"references": freezer.references()}
    return {
        (str(row.translation_key), row.locale.language_code): (row.term, words_of(html, numbered)) for row, html in rows
    }


def _treatments() -> dict[tuple[str, str], Content]:
    rows = current_editions().filter(page__alias_of=None, edition__card__type="treatment")
    found = rows.values_list("page__translation_key", "page__locale__language_code", "edition__snapshot")
    return {(str(key), code): json.loads(snapshot) for key, code, snapshot in found}
