"""Signing: the only way in which a decision on an edition is written."""

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.editions.models import Edition
from articles.review.declaration import DECLARATION, DECLARATION_VERSION
from articles.review.models import Decision, SignOff
from articles.review.rules import entitling_credential, months_later, person_of, reasons_not_to_sign
from articles.review.standing import signing_day

if TYPE_CHECKING:
    from clinic.accounts.models import User


class CannotSignError(PermissionDenied):
    """A decision was refused; the message says why, in sentences for the reviewer."""


@transaction.atomic
def sign_edition(edition_id: int, user: "User", decision: Decision, *, digest_shown: str, comment: str = "") -> SignOff:
    """Record the decision of ``user`` on the edition whose digest was on the screen.

    Everything is checked again here, under a lock on the page. Raises CannotSignError.
    """
    edition = Edition.objects.select_related("page").get(pk=edition_id)
    Page.objects.select_for_update().get(pk=edition.page_id)
    if edition.digest != digest_shown:
        raise CannotSignError(_("What you read is not this edition. Open it again, read it, then sign."))
    if reasons := reasons_not_to_sign(edition, user):
        raise CannotSignError(" ".join(reasons))
    return _record(edition, user, decision, comment)


def sign_sample_edition(edition: Edition, user: "User", signed_at: datetime.datetime, comment: str = "") -> SignOff:
    """Record a sample person's approval with a date of its own. It is marked as a sample wherever it is shown."""
    return _record(edition, user, Decision.APPROVED, comment, sample_date=signed_at)


def _record(
    edition: Edition, user: "User", decision: Decision, comment: str, sample_date: datetime.datetime | None = None
) -> SignOff:
    today = signing_day(sample_date)
    person = person_of(user)
    credential = entitling_credential(person, today) if person else None
    if person is None or credential is None:
        raise CannotSignError(_("Nobody with a licence that holds on that day is linked to this account."))
    approved = decision == Decision.APPROVED
    sign_off = SignOff(
        page=edition.page,
        edition=edition,
        person=person,
        user=user,
        credential=credential,
        name=person.printed_name,
        credential_title=credential.title,
        credential_issuer=credential.issuer,
        credential_jurisdiction=credential.jurisdiction,
        credential_number=credential.number,
        credential_valid_until=credential.valid_until,
        credential_checked_by=credential.checked_by,
        credential_checked_where=credential.checked_where,
        decision=decision,
        declaration=str(DECLARATION) if approved else "",
        declaration_version=DECLARATION_VERSION if approved else "",
        comment=comment,
        valid_until=months_later(today, edition.page.specific.review_months) if approved else None,
    )
    if sample_date is not None:
        sign_off.signed_at, sign_off.is_sample = sample_date, True
    sign_off.save(force_insert=True)
    return sign_off
