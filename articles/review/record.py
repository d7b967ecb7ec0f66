"""The public record of a page: every edition that has been current, who signed it, and what changed.

Editions that were never current, requests for changes and reviewers' comments are not part of it and not counted.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.editions.models import Edition, Publication
from articles.review.differences import Change, differences, told
from articles.review.models import Decision, SignOff


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
        return f"edition-{self.number}/"


def record_of(page_id: int) -> list[RecordedEdition]:
    """Return the editions that have been current, newest first, in two queries."""
    publications = list(Publication.objects.filter(page=page_id).select_related("edition").order_by("pk"))
    signatures = signatures_of(page_id)
    entries: list[RecordedEdition] = []
    before: Mapping[str, Any] | None = None
    for publication, following in zip(publications, [*publications[1:], None], strict=True):
        content = json.loads(publication.edition.snapshot)
        changes = differences(before, content) if before is not None else []
        entries.append(
            RecordedEdition(
                edition=publication.edition,
                became_current=publication.made_current_at,
                superseded=following.made_current_at if following else None,
                reason=publication.reason,
                signatures=signatures.get(publication.edition_id, []),
                changes=changes,
                account=told(changes),
                is_first=before is None,
                is_sample=publication.is_sample,
            )
        )
        before = content
    return entries[::-1]


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
