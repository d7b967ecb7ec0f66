"""Who may sign an edition, and if not, why not."""

import calendar
import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from articles.editions.models import Edition
from articles.review.models import Decision, SignOff
from articles.review.standing import signing_day
from clinic.accounts.roles import MEDICAL_REVIEWERS
from clinic.people.models import Credential, Person

if TYPE_CHECKING:
    from clinic.accounts.models import User


def person_of(user: "User") -> Person | None:
    """Return the person whose account this is."""
    return Person.objects.filter(user=user).first()


def entitling_credential(person: Person, on: datetime.date) -> Credential | None:
    """Return the licence that entitles ``person`` to sign on a day: of several, the one that holds longest."""
    licences = person.current_licences(on)
    return max(licences, key=lambda licence: licence.valid_until or datetime.date.max, default=None)


def reasons_not_to_sign(edition: Edition, user: "User") -> list[str]:
    """Return, as sentences, every reason why ``user`` may not decide on ``edition`` now; empty if they may."""
    if not user.groups.filter(name=MEDICAL_REVIEWERS).exists():
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
    if edition.frozen_by_id == user.pk:
        reasons.append(_("You handed this edition in. Somebody else has to review it."))
    if has_edited_since_signing(edition.page, user):
        reasons.append(
            _("You have saved changes to this page since it was last signed. Somebody else has to review it.")
        )
    if Edition.objects.filter(page=edition.page_id, number__gt=edition.number).exists():
        reasons.append(_("There is a newer edition of this page. Review that one."))
    return reasons


def has_edited_since_signing(page: Page, user: "User") -> bool:
    """Whether ``user`` saved a revision of ``page`` after its last approval, or ever if there was none."""
    revisions = Revision.objects.for_instance(page).filter(user=user)
    signed = SignOff.objects.filter(page=page, decision=Decision.APPROVED).order_by("-pk").first()
    return revisions.filter(created_at__gt=signed.signed_at).exists() if signed else revisions.exists()


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
