"""What may be said of the review of an edition, read together with the edition itself in one query."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, ExpressionWrapper, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from wagtail.models import PageViewRestriction

from articles.editions.models import CurrentEdition, Publication
from articles.review.models import Decision, ReviewSettings, SignOff, Withdrawal, Withholding
from articles.review.standing import Answering

if TYPE_CHECKING:
    from clinic.core.pictures import Picture

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
    """What a page may say about its review. ``status`` is reviewed, lapsed or unreviewed; ``person`` a UUID.

    ``edition`` is the number of the edition that was signed: an earlier one where minor edits have been made since.
    ``reviewer_url`` and ``portrait`` are of the reviewer's profile as it is today, where there is one.
    """

    status: str
    reviewer: str = ""
    person: str = ""
    credential: str = ""
    signed_on: datetime.date | None = None
    valid_until: datetime.date | None = None
    is_sample: bool = False
    reviewer_url: str = ""
    edition: int | None = None
    portrait: "Picture | None" = None


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
        edition=sign_off["number"],
    )


def with_claims(editions: QuerySet[Any], edition: str = "edition_id") -> QuerySet[Any]:
    """Annotate ``sign_off``: the newest approval or withdrawal that answers for each row's edition (``claim_from``)."""
    newest = (
        SignOff.objects.filter(edition=Answering(OuterRef(edition)))
        .exclude(decision=Decision.CHANGES_REQUESTED)
        .order_by("-pk")
        .values(
            json=JSONObject(
                person_uuid="person__uuid", number="edition__number", **{name: name for name in _SIGN_OFF_FIELDS}
            )
        )
    )
    return editions.annotate(sign_off=Subquery(newest[:1]))


def current_editions(*, with_snapshot: bool = False) -> QuerySet[CurrentEdition]:
    """Return what readers may read now, newest first: current editions of live pages, with claim and dates.

    Left out are those that are withheld or withdrawn, and without an approval also, unless the clinic lets texts go
    live unsigned. ``first_published`` and ``updated`` are datetimes; ``withheld_pictures`` a list of SHA-256. Of a
    row's edition either the ``card`` is loaded or, where one page is read, the whole ``snapshot``.
    """
    return pointed_at(with_snapshot=with_snapshot).filter(
        Q(sign_off__decision=Decision.APPROVED) | Q(Exists(ReviewSettings.objects.filter(unsigned_allowed=True))),
        ~Exists(withholdings_of("edition")),
        ~Exists(withdrawals_since("publication__made_current_at")),
    )


def signed_editions() -> QuerySet[CurrentEdition]:
    """Return the current editions of live pages for which an approval answers, lapsed or not."""
    return with_claims(CurrentEdition.objects.filter(page__live=True)).filter(sign_off__decision=Decision.APPROVED)


def pointed_at(*, with_snapshot: bool = False) -> QuerySet[CurrentEdition]:
    """Return the current editions of all live pages, whether or not they may be read."""
    first = (
        Publication.objects.filter(page=OuterRef("page")).order_by().values("page").annotate(at=Min("made_current_at"))
    )
    pictures = Withholding.objects.exclude(picture_sha256="").order_by().values("picture_sha256").distinct()
    return (
        with_claims(CurrentEdition.objects.filter(page__live=True))
        .select_related("edition", "page__locale")
        .defer("edition__card" if with_snapshot else "edition__snapshot")
        .annotate(
            first_published=Subquery(first.values("at")),
            updated=F("publication__made_current_at"),
            withheld_pictures=ArraySubquery(pictures),
        )
        .order_by("-updated", "-publication_id")
    )


def withholdings_of(edition: str) -> QuerySet[Withholding]:
    """Return the withholdings of an outer row's edition, or of another one of the page with the same words."""
    return Withholding.objects.filter(
        picture_sha256="", page=OuterRef(f"{edition}__page"), edition__digest=OuterRef(f"{edition}__digest")
    )


def withdrawals_since(moment: str) -> QuerySet[Withdrawal]:
    """Return the withdrawals of an outer row's page that came after ``moment``, the newest first."""
    return Withdrawal.objects.filter(page=OuterRef("page"), since__gt=OuterRef(moment)).order_by("-pk")


def public(rows: Rows) -> Rows:
    """Leave out rows whose ``page`` is private, or lies below one that is."""
    path = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    restricted = PageViewRestriction.objects.annotate(read_path=path).filter(read_path__startswith=F("page__path"))
    return rows.exclude(Exists(restricted))
