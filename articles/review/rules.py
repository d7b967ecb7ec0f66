"""Who may sign an edition, and if not, why not."""

import calendar
import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Page, Revision, WorkflowState

from articles.editions.models import CurrentEdition, Edition
from articles.review.models import Decision, SignOff
from articles.review.standing import signing_day
from articles.review.steps import had_part_in_edition
from clinic.accounts.roles import MEDICAL_REVIEWERS
from clinic.people.changes import CREDENTIAL_CHANGED
from clinic.people.models import Credential, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from clinic.accounts.models import User


def is_reviewer(user: "User") -> bool:
    """Whether this account is an active member of Medical reviewers."""
    return user.is_active and user.groups.filter(name=MEDICAL_REVIEWERS).exists()


def person_of(user: "User") -> Person | None:
    """Return the person whose account this is."""
    return Person.objects.filter(user=user).first()


def entitling_credential(person: Person, on: datetime.date) -> Credential | None:
    """Return the licence that entitles ``person`` to sign on a day: of several, the one that holds longest."""
    licences = person.current_licences(on)
    return max(licences, key=lambda licence: licence.valid_until or datetime.date.max, default=None)


def reasons_not_to_sign(edition: Edition, user: "User") -> list[str]:
    """Return, as sentences, every reason why ``user`` may not decide on ``edition`` now; empty if they may."""
    if not is_reviewer(user):
        return [_("Only members of the group Medical reviewers sign editions.")]
    person = person_of(user)
    if person is None:
        return [_("Your account is not linked to a person yet. A site manager can do that under People.")]
    reasons = []
    if person.has_left():
        reasons.append(_("According to your record under People you have left the clinic."))
    if entitling_credential(person, signing_day()) is None:
        reasons.append(_("No licence that holds today is recorded for you. A site manager can add it under People."))
    if edition.contributors.filter(person=person).exists():
        reasons.append(_("You wrote or edited this edition. Somebody else has to review it."))
    if entered_own_licence(person, user):
        reasons.append(
            _("You entered your licence yourself. Another site manager has to check it and confirm it under People.")
        )
    handed_in = edition.frozen_by_id == user.pk or has_handed_in_since_signing(edition.page, user)
    if handed_in or had_part_in_edition(edition, user):
        reasons.append(_("You handed this edition in. Somebody else has to review it."))
    if has_edited_since_signing(edition.page, user):
        reasons.append(
            _("You have saved changes to this page since it was last signed. Somebody else has to review it.")
        )
    current = CurrentEdition.objects.filter(page=edition.page_id, edition=edition).exists()
    if not current and Edition.objects.filter(page=edition.page_id, number__gt=edition.number).exists():
        reasons.append(_("There is a newer edition of this page. Review that one."))
    return reasons


def has_edited_since_signing(page: Page, user: "User") -> bool:
    """Whether ``user`` saved a revision of ``page`` after its last approval, or ever if there was none."""
    return _since_signing(Revision.objects.for_instance(page).filter(user=user), page).exists()


def has_handed_in_since_signing(page: Page, user: "User") -> bool:
    """Whether ``user`` sent ``page`` through a workflow after its last approval, or ever if there was none."""
    handed_in = WorkflowState.objects.for_instance(page).filter(requested_by=user)
    return _since_signing(handed_in, page).exists()


def entered_own_licence(person: Person, user: "User") -> bool:
    """Whether ``user`` was the last to change a credential of ``person``, or stands there as who checked it."""
    last = ModelLogEntry.objects.for_instance(person).filter(action=CREDENTIAL_CHANGED).first()
    checked = person.credentials.filter(checked_by__iexact=person.name)
    return (last is not None and last.user_id == user.pk) or checked.licences().exists()


def _since_signing(rows: "QuerySet[Any]", page: Page) -> "QuerySet[Any]":
    signed = SignOff.objects.filter(page=page, decision=Decision.APPROVED).order_by("-pk").first()
    return rows.filter(created_at__gt=signed.signed_at) if signed else rows


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
