"""The public record of a page: every edition that has been current, who signed it, and what changed.

Editions that were never current, requests for changes and reviewers' comments are not part of it and not counted.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from articles.editions.models import Edition, Publication
from articles.review.differences import Change, differences, told
from articles.review.models import Decision, MinorEdit, SignOff, Withholding
from clinic.people.models import Person

EDITION = "edition-"  # how the last step of an edition's address begins


@dataclass(frozen=True)
class Signature:
    """An approval, or the withdrawal of one, with the credential as it was held."""

    decision: str
    label: str
    name: str
    credential: str
    signed_at: datetime.datetime
    valid_until: datetime.date | None
    is_sample: bool


@dataclass(frozen=True)
class RecordedEdition:
    """One time that an edition was what readers got. ``superseded`` is None for the one that they get now."""

    edition: Edition
    became_current: datetime.datetime
    superseded: datetime.datetime | None
    reason: str
    signatures: list[Signature]
    changes: list[Change] = field(default_factory=list)
    account: list[str] = field(default_factory=list)
    minor_edit: MinorEdit | None = None
    withheld: str | None = None  # why its words are shown no more
    is_first: bool = False
    is_sample: bool = False

    @property
    def number(self) -> int:
        """The edition's number."""
        return self.edition.number

    @property
    def digest(self) -> str:
        """The SHA-256 of its text."""
        return self.edition.digest

    @property
    def step(self) -> str:
        """The last step of the address at which it can be read."""
        return f"{EDITION}{self.number}/"


def record_of(page_id: int) -> list[RecordedEdition]:
    """Return the editions that have been current, newest first, in five queries.

    Of words that are withheld nothing is told, nor what changed from or to them.
    """
    publications = list(Publication.objects.filter(page=page_id).select_related("edition").order_by("pk"))
    signatures = signatures_of(page_id)
    minor_edits = {row.to_edition_id: row for row in _minor_edits(page_id)}
    entries: list[RecordedEdition] = []
    withheld = withheld_words(page_id)
    before: Mapping[str, Any] | None = None
    was_withheld = False
    for publication, following in zip(publications, [*publications[1:], None], strict=True):
        content = json.loads(publication.edition.snapshot)
        is_withheld = publication.edition.digest in withheld
        changes = differences(before, content) if before and not (is_withheld or was_withheld) else []
        entries.append(
            RecordedEdition(
                edition=publication.edition,
                became_current=publication.made_current_at,
                superseded=following.made_current_at if following else None,
                reason=publication.reason,
                signatures=signatures.get(publication.edition_id, []),
                changes=changes,
                account=told(changes),
                withheld=withheld.get(publication.edition.digest),
                minor_edit=minor_edits.get(publication.edition_id),
                is_first=before is None,
                is_sample=publication.is_sample,
            )
        )
        before, was_withheld = content, is_withheld
    return entries[::-1]


def _minor_edits(page_id: int) -> QuerySet[MinorEdit]:
    """Return the minor edits with their being taken back, and the person of who made them as ``person_name``."""
    by = Person.objects.filter(user=OuterRef("by")).values("name")[:1]
    return (
        MinorEdit.objects.filter(page=page_id).select_related("from_edition", "void").annotate(person_name=Subquery(by))
    )


def withheld_words(page_id: int) -> dict[str, str]:
    """Return why an edition's words are shown no more, by their digest."""
    rows = Withholding.objects.filter(page=page_id, picture_sha256="").order_by("pk")
    return dict(rows.values_list("edition__digest", "why"))


def signatures_of(page_id: int) -> dict[int, list[Signature]]:
    """Return approvals and withdrawals by edition, oldest first."""
    found: dict[int, list[Signature]] = {}
    rows = SignOff.objects.filter(page=page_id).exclude(decision=Decision.CHANGES_REQUESTED).order_by("pk")
    for row in rows:
        found.setdefault(row.edition_id, []).append(
            Signature(
                decision=row.decision,
                label=row.get_decision_display(),
                name=row.name,
                credential=printed_credential(row),
                signed_at=row.signed_at,
                valid_until=row.valid_until,
                is_sample=row.is_sample,
            )
        )
    return found


def printed_credential(row: SignOff) -> str:
    """Return the licence as it was held: title, who gave it for where, and its number."""
    number = f"no. {row.credential_number}" if row.credential_number else ""
    parts = (row.credential_title, row.credential_issuer, row.credential_jurisdiction, number)
    return ", ".join(dict.fromkeys(filter(None, parts)))
