"""Where the library's aspects, indications, terms and treatments are used.

Pages are read as they are published and as they are drafted; terms by the editions that readers get. Wagtail's own
index of references knows neither drafts nor what names a row by its key.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from articles.editions.models import CurrentEdition
from articles.library.deletion import MOST_NAMED
from articles.library.treatments import TreatmentPage
from articles.library.vocabulary import Aspect, GlossaryTerm, Indication
from articles.models.contributors import contributed_models
from clinic.core.usage import Place

Used = tuple[str, Any]  # what kind of thing, and its id or key


def places_using(rows: Collection[Any]) -> dict[int, list[Place]]:
    """Return, by the id of each row that is used anywhere, the pages that use it, by title.

    ``rows`` are all of one model. Four queries, however many there are.
    """
    terms = [row for row in rows if isinstance(row, GlossaryTerm)]
    found = _explaining(terms) if terms else {}
    asked = {row.pk: _names_of(row) for row in rows if not isinstance(row, GlossaryTerm)}
    if asked:
        used = _used_by_pages()
        for pk, names in asked.items():
            places: dict[int, Place] = {}
            for name in names:
                for page, part in used.get(name, ()):
                    setattr(places.setdefault(page.pk, Place(page)), part, True)
            if places:
                found[pk] = list(places.values())
    return {pk: sorted(places, key=lambda place: place.title.casefold()) for pk, places in found.items()}


def refusal(row: models.Model, places: Sequence[Place]) -> str:
    """Return, as a sentence, why something that is used in these places stays."""
    named = [f"{place.title} ({place.where})" for place in places[:MOST_NAMED]]
    if len(places) > MOST_NAMED:
        named.append(_("and %(count)s more") % {"count": len(places) - MOST_NAMED})
    return _("“%(name)s” cannot be deleted, because it is used in: %(places)s.") % {
        "name": row,
        "places": ", ".join(named),
    }


def why_treatments_stay(pages: Sequence[Page]) -> str:
    """Return, as a sentence, which of these pages are treatments that articles speak of; empty if none is."""
    treatments = list(TreatmentPage.objects.filter(pk__in=[page.pk for page in pages]))
    places = places_using(treatments) if treatments else {}
    return " ".join(refusal(treatment, places[treatment.pk]) for treatment in treatments if treatment.pk in places)


def _names_of(row: models.Model) -> list[Used]:
    """Return under which names pages may hold a row."""
    if isinstance(row, Aspect):
        return [("aspect", row.pk), ("aspect-key", row.key)]
    if isinstance(row, Indication):
        return [("indication", row.pk)]
    return [("treatment", row.pk)]


def _used_by_pages() -> dict[Used, list[tuple[Page, str]]]:
    """Return what pages that are signed use, with the page and whether it is "published" or a "draft"."""
    pages = list(
        Page.objects.filter(content_type__in=ContentType.objects.get_for_models(*contributed_models()).values())
    )
    states = [
        *((page, page.latest_revision_id, "draft") for page in pages if page.has_unpublished_changes or not page.live),
        *((page, page.live_revision_id, "published") for page in pages if page.live),
    ]
    contents = Revision.objects.filter(pk__in=[revision for _page, revision, _part in states]).in_bulk()
    used: dict[Used, list[tuple[Page, str]]] = defaultdict(list)
    for page, revision, part in states:
        if revision in contents:
            for name in set(_names_in(contents[revision].content)):
                used[name].append((page, part))
    return used


def _names_in(content: Mapping[str, Any]) -> Iterator[Used]:
    """Yield what the content of a revision refers to."""
    yield from (("aspect", fact["aspect"]) for fact in content.get("facts", []))
    yield from (("indication", status["indication"]) for status in content.get("statuses", []))
    yield from (("indication", pk) for pk in content.get("indications", []))
    yield from (("treatment", pk) for pk in content.get("treatments", []))
    for block in json.loads(content.get("body") or "[]"):
        if block["type"] == "comparison":
            yield from (("aspect-key", key) for key in block["value"]["aspects"] or [])
            yield from (("treatment", _plain(item)) for item in block["value"]["treatments"] or [])


def _plain(item: Any) -> Any:
    """Return a list item's value, with or without the id that Wagtail gives it."""
    return item["value"] if isinstance(item, dict) else item


def _explaining(terms: Sequence[GlossaryTerm]) -> dict[int, list[Place]]:
    """Return the pages whose readers get an edition that explains a term, one query in all."""
    explained = models.Q()
    for term in terms:
        explained |= models.Q(content__glossary__contains=[{"key": str(term.translation_key)}])
    rows = (
        CurrentEdition.objects.annotate(content=Cast("edition__snapshot", models.JSONField()))
        .filter(explained)
        .select_related("page", "edition")
        .defer("edition__card")
    )
    found: dict[int, list[Place]] = defaultdict(list)
    for row in rows:
        keys = {entry["key"] for entry in json.loads(row.edition.snapshot)["glossary"]}
        for term in terms:
            if str(term.translation_key) in keys and term.locale_id == row.page.locale_id:
                found[term.pk].append(Place(row.page, editions=[row.edition.number]))
    return found
