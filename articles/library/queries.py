"""Where sources are cited: in texts as they are published, in drafts, and in what readers were given.

The texts themselves are read. Wagtail's reference index knows no drafts, and a background task keeps it, so that it may
be late by the moment in which somebody deletes.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Concat
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from articles.editions.models import Edition
from clinic.core.usage import Place

if TYPE_CHECKING:
    from articles.library.models import Reference

LINK_TYPE = "reference"
_ESCAPED_QUOTE = re.compile(r'\\+"')  # JSON inside JSON escapes its quotes once a level

Address = tuple[int, str]  # content type of the base model, primary key as text


def places_citing(references: Collection["Reference"]) -> dict[int, list[Place]]:
    """Return, by the id of each source that is cited anywhere, what cites it, by title.

    Reads every text once, however many sources are asked for.
    """
    if not references:
        return {}
    found: dict[int, dict[Address, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    pattern = rf'<a [^>]*id=\\*"({"|".join(str(reference.pk) for reference in references)})\\*"'
    for address, part, words in texts_matching(pattern):
        for reference_id in cited_ids(words):
            found[reference_id][address][part] = True
    ids = {reference.key: reference.pk for reference in references}
    for address, number, keys in _editions(list(ids)):
        for key in ids.keys() & keys:
            found[ids[key]][address].setdefault("editions", []).append(number)
    citing = resolve({address for places in found.values() for address in places})
    return {
        reference.pk: sorted(
            (Place(citing[address], **parts) for address, parts in found[reference.pk].items() if address in citing),
            key=lambda place: place.title.casefold(),
        )
        for reference in references
        if reference.pk in found
    }


def unescaped(words: str) -> str:
    """Return JSON with the quotes of the JSON that it holds as they are without it."""
    return _ESCAPED_QUOTE.sub('"', words)


def cited_ids(words: str) -> set[int]:
    """Return the ids of the sources cited in rich text, or in JSON that holds rich text at any depth."""
    tags = (extract_attrs(attributes) for attributes in FIND_A_TAG.findall(unescaped(words)))
    return {int(tag["id"]) for tag in tags if tag.get("linktype") == LINK_TYPE and tag.get("id", "").isdecimal()}


def texts_matching(pattern: str) -> Iterator[tuple[Address, str, str]]:
    """Yield (whose, "published" or "draft", the words) of every text that a regular expression of PostgreSQL finds."""
    rows = [_published(model, fields, pattern) for model, fields in _models_with_text()]
    if rows:
        for content_type, pk, words in rows[0].union(*rows[1:], all=True):
            yield (content_type, pk), "published", words
    for content_type, pk, words in _drafts(pattern):
        yield (content_type, pk), "draft", words


def _published(model: type[models.Model], fields: Sequence[str], pattern: str) -> models.QuerySet[Any, Any]:
    """Return the rows as readers have them. That of a page that is only a draft is an old copy of the draft."""
    texts = [Cast(name, models.TextField()) for name in fields]
    rows = model._base_manager.annotate(words=Concat(models.Value(""), *texts, output_field=models.TextField()))
    rows = rows.filter(words__regex=pattern).order_by()
    if issubclass(model, DraftStateMixin):
        rows = rows.exclude(live=False, latest_revision__isnull=False)
    content_type = models.Value(base_type(model).pk)
    return rows.values_list(content_type, Cast("pk", models.TextField()), "words")


def _drafts(pattern: str) -> models.QuerySet[Any, Any]:
    """Return the newest revision of everything, and those that wait for their day."""
    newer = Revision.objects.filter(
        base_content_type=models.OuterRef("base_content_type"),
        object_id=models.OuterRef("object_id"),
        pk__gt=models.OuterRef("pk"),
    )
    return (
        Revision.objects.filter(~models.Exists(newer) | models.Q(approved_go_live_at__isnull=False))
        .annotate(words=Cast("content", models.TextField()))
        .filter(words__regex=pattern)
        .order_by()
        .values_list("base_content_type_id", "object_id", "words")
    )


def _editions(keys: Sequence[str]) -> Iterator[tuple[Address, int, set[str]]]:
    """Yield (page, number, keys of all its sources) of each edition that lists one of these sources."""
    listed = models.Q()
    for key in keys:
        listed |= models.Q(snapshot__contains=f'"key":"{key}"')  # canonical JSON has no spaces
    sources = KeyTransform("references", Cast("snapshot", models.JSONField()))
    page_type = base_type(Page).pk
    for page, number, references in Edition.objects.filter(listed).order_by().values_list("page", "number", sources):
        yield (page_type, str(page)), number, {reference["key"] for reference in references or []}


def resolve(addresses: Collection[Address]) -> dict[Address, models.Model]:
    """Load what the addresses name, one query for each kind; what is gone is left out."""
    by_type: dict[int, list[str]] = defaultdict(list)
    for content_type, pk in addresses:
        by_type[content_type].append(pk)
    found: dict[Address, models.Model] = {}
    for content_type, pks in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            rows = model._base_manager.filter(pk__in=pks)
            found |= {(content_type, str(row.pk)): row for row in rows}
    return found


def base_type(model: type[models.Model]) -> ContentType:
    """Return the content type under which Wagtail keeps what belongs to a model: that of a page is Page's."""
    parents = model._meta.get_parent_list()
    return ContentType.objects.get_for_model(parents[-1] if parents else model, for_concrete_model=False)


@cache
def _models_with_text() -> tuple[tuple[type[models.Model], tuple[str, ...]], ...]:
    """Return every model that holds rich text, with the fields that do."""
    found = (
        (model, tuple(f.name for f in model._meta.local_fields if isinstance(f, (RichTextField, StreamField))))
        for model in apps.get_models()
    )
    return tuple((model, fields) for model, fields in found if fields)
