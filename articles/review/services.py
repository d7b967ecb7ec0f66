"""Signing, renewing and taking a signature back: the only ways in which a decision on an edition is written."""

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.editions.models import CurrentEdition, Edition
from articles.review.declaration import DECLARATION, DECLARATION_VERSION
from articles.review.models import Decision, SignOff
from articles.review.rules import entitling_credential, is_reviewer, months_later, person_of, reasons_not_to_sign
from articles.review.standing import signing_day
from articles.review.taking_down import unpublish_unsigned
from clinic.people.models import Credential

if TYPE_CHECKING:
    from clinic.accounts.models import User


Answer = Mapping[str, str]  # {"question": …, "answer": …, "note": …}


class CannotSignError(PermissionDenied):
    """A decision was refused; the message says why, in sentences for the reviewer."""


@transaction.atomic
def sign_edition(
    edition_id: int,
    user: "User",
    decision: Decision,
    *,
    digest_shown: str,
    comment: str = "",
    answers: Sequence[Answer] = (),
) -> SignOff:
    """Record the decision of ``user`` on the edition whose digest was on the screen.

    ``answers`` are kept with it. Everything is checked again here, under a lock on the page. Raises CannotSignError.
    """
    edition = Edition.objects.select_related("page").get(pk=edition_id)
    Page.objects.select_for_update().get(pk=edition.page_id)
    if edition.digest != digest_shown:
        raise CannotSignError(_("What you read is not this edition. Open it again, read it, then sign."))
    if reasons := reasons_not_to_sign(edition, user):
        raise CannotSignError(" ".join(reasons))
    return _record(edition, user, decision, comment, answers=answers)


def renew(edition_id: int, user: "User", *, digest_shown: str, answers: Sequence[Answer] = ()) -> SignOff:
    """Sign the current edition of a page once more, so that its review holds for another while.

    Raises CannotSignError, also where it is not what readers get.
    """
    if not CurrentEdition.objects.filter(edition=edition_id, page__live=True).exists():
        raise CannotSignError(_("Readers do not get this edition any more. Review the one that they get."))
    return sign_edition(edition_id, user, Decision.APPROVED, digest_shown=digest_shown, answers=answers)


@transaction.atomic
def withdraw_signature(edition: Edition, user: "User", why: str) -> SignOff:
    """Take an approval back: one's own, or as a reviewer with a licence anybody's.

    A text that nothing signed answers for any more is unpublished in the same moment, unless the clinic lets texts go
    live unsigned. Raises CannotSignError.
    """
    page = Page.objects.select_for_update().get(pk=edition.page_id)
    approval = SignOff.objects.filter(edition=edition).exclude(decision=Decision.CHANGES_REQUESTED).first()
    if approval is None or approval.decision != Decision.APPROVED:
        raise CannotSignError(_("There is no signature on this edition to take back."))
    if not why.strip():
        raise CannotSignError(_("Say why you take the signature back."))
    if not is_reviewer(user):
        raise CannotSignError(_("Only members of the group Medical reviewers take a signature back."))
    own = approval if approval.user_id == user.pk else None
    sign_off = _record(edition, user, Decision.WITHDRAWN, why, credential=own.credential if own else None)
    unpublish_unsigned(page, user)
    return sign_off


def sign_sample_edition(edition: Edition, user: "User", signed_at: datetime.datetime, comment: str = "") -> SignOff:
    """Record a sample person's approval with a date of its own. It is marked as a sample wherever it is shown."""
    return _record(edition, user, Decision.APPROVED, comment, sample_date=signed_at)


def _record(
    edition: Edition,
    user: "User",
    decision: Decision,
    comment: str,
    *,
    answers: Sequence[Answer] = (),
    credential: Credential | None = None,
    sample_date: datetime.datetime | None = None,
) -> SignOff:
    today = signing_day(sample_date)
    person = person_of(user)
    credential = credential or (entitling_credential(person, today) if person else None)
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
        answers=list(answers),
        comment=comment,
        valid_until=months_later(today, edition.page.specific.review_months) if approved else None,
    )
    if sample_date is not None:
        sign_off.signed_at, sign_off.is_sample = sample_date, True
    sign_off.save(force_insert=True)
    return sign_off
