"""What may be said of the review of an edition, read together with the edition itself in one query."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from wagtail.models import PageViewRestriction

from articles.editions.models import CurrentEdition, Publication
from articles.review.models import Decision, SignOff

Rows = TypeVar("Rows", bound=QuerySet[Any])

_SIGN_OFF_FIELDS = (
    "name",
    "credential_title",
    "credential_jurisdiction",
    "decision",
    "signed_at",
    "valid_until",
    "is_sample",
)


@dataclass(frozen=True)
class Claim:
    """What a page may say about its review. ``status`` is reviewed, lapsed or unreviewed; ``person`` a UUID."""

    status: str
    reviewer: str = ""
    person: str = ""
    credential: str = ""
    signed_on: datetime.date | None = None
    valid_until: datetime.date | None = None
    is_sample: bool = False
    reviewer_url: str = ""


def claim_from(sign_off: Mapping[str, Any] | None) -> Claim:
    """Return the claim that the newest decision on an edition allows today, in the site's time zone."""
    if not sign_off or sign_off["decision"] != Decision.APPROVED:
        return Claim("unreviewed")
    signed_at = parse_datetime(sign_off["signed_at"])
    valid_until = parse_date(sign_off["valid_until"])
    lapsed = valid_until is None or valid_until < timezone.localdate()
    return Claim(
        status="lapsed" if lapsed else "reviewed",
        reviewer=sign_off["name"],
        person=sign_off["person_uuid"],
        credential=", ".join(filter(None, (sign_off["credential_title"], sign_off["credential_jurisdiction"]))),
        signed_on=timezone.localdate(signed_at) if signed_at else None,
        valid_until=valid_until,
        is_sample=sign_off["is_sample"],
    )


def with_claims(editions: QuerySet[Any], edition: str = "edition_id") -> QuerySet[Any]:
    """Annotate ``sign_off``: the newest approval or withdrawal of each row's edition, for ``claim_from``."""
    newest = (
        SignOff.objects.filter(edition=OuterRef(edition))
        .exclude(decision=Decision.CHANGES_REQUESTED)
        .order_by("-pk")
        .values(json=JSONObject(person_uuid="person__uuid", **{name: name for name in _SIGN_OFF_FIELDS}))
    )
    return editions.annotate(sign_off=Subquery(newest[:1]))


def current_editions(*, with_snapshot: bool = False) -> QuerySet[CurrentEdition]:
    """Return what readers may read now, newest first: current editions of live pages, with claim and dates.

    ``first_published`` and ``updated`` are datetimes. Of a row's edition either the ``card`` is loaded or, where one
    page is read, the whole ``snapshot``.
    """
    first = (
        Publication.objects.filter(page=OuterRef("page")).order_by().values("page").annotate(at=Min("made_current_at"))
    )
    return (
        with_claims(CurrentEdition.objects.filter(page__live=True))
        .select_related("edition", "page__locale")
        .defer("edition__card" if with_snapshot else "edition__snapshot")
        .annotate(first_published=Subquery(first.values("at")), updated=F("publication__made_current_at"))
        .order_by("-updated", "-publication_id")
    )


def public(rows: Rows) -> Rows:
    """Leave out rows whose ``page`` is private, or lies below one that is."""
    path = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    restricted = PageViewRestriction.objects.annotate(read_path=path).filter(read_path__startswith=F("page__path"))
    return rows.exclude(Exists(restricted))
