"""What cannot wait for a review: warnings, withholding, withdrawal, and going back to an older edition.

Each is one row of an append-only table, takes effect with the next reader, and is told to readers with its reason.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.editions.models import CurrentEdition, Edition
from articles.editions.services import publish_edition
from articles.review.models import UrgentWarning, WarningText, Withdrawal, Withholding
from articles.review.rules import entitling_credential, is_reviewer, person_of
from articles.review.standing import is_in_force, is_withheld, signing_day
from clinic.core.pictures import withhold_picture

if TYPE_CHECKING:
    from clinic.accounts.models import User


class CannotActError(PermissionDenied):
    """An act was refused; the message says why, in a sentence."""


@transaction.atomic
def put_warning(page: Page, user: "User", warning: WarningText, note: str = "") -> UrgentWarning:
    """Put a fixed warning above a live text, in place of one that stands there. Raises CannotActError."""
    check_may_publish(page, user)
    if not page.live:
        raise CannotActError(_("This page is not published, so there is no text to warn of."))
    return UrgentWarning.objects.create(page=page, by=user, warning=warning, why=note)


@transaction.atomic
def lift_warning(page: Page, user: "User", why: str) -> UrgentWarning:
    """Take the warning away again. Raises CannotActError."""
    check_may_publish(page, user)
    newest = UrgentWarning.objects.filter(page=page).first()
    if newest is None or not newest.warning:
        raise CannotActError(_("No warning stands above this text."))
    return UrgentWarning.objects.create(page=page, by=user, why=_needed(why))


@transaction.atomic
def withhold(edition: Edition, user: "User", why: str, *, picture_sha256: str = "") -> Withholding:
    """Show an edition, or one of its pictures, no more. It cannot be undone. Raises CannotActError.

    A picture is withheld in every edition that prints it, and its files are put out of reach.
    """
    page = Page.objects.select_for_update().get(pk=edition.page_id)
    if not is_reviewer(user):
        check_may_publish(page, user)
    if picture_sha256 and f'"sha256":"{picture_sha256}"' not in edition.snapshot:
        raise CannotActError(_("This edition does not print that picture."))
    held = Withholding.objects.filter(picture_sha256=picture_sha256)
    if held.exists() if picture_sha256 else is_withheld(edition):
        raise CannotActError(_("It is withheld already."))
    row = Withholding.objects.create(
        page=page, edition=edition, by=user, why=_needed(why), picture_sha256=picture_sha256
    )
    if picture_sha256:
        transaction.on_commit(lambda: withhold_picture(picture_sha256))
    return row


@transaction.atomic
def withdraw_page(page: Page, user: "User", why: str) -> Withdrawal:
    """Withdraw an article: its address stays, with the reason, until an edition signed later is published.

    Raises CannotActError.
    """
    if not is_reviewer(user):
        check_may_publish(page, user)
    if not CurrentEdition.objects.filter(page=page.pk, page__live=True).exists():
        raise CannotActError(_("Readers get nothing of this page, so there is nothing to withdraw."))
    return Withdrawal.objects.create(page=page, by=user, why=_needed(why))


@transaction.atomic
def return_to_edition(edition: Edition, user: "User", why: str) -> CurrentEdition:
    """Give readers an older edition again whose signature still holds. Later ones need a new signature then.

    Raises CannotActError.
    """
    page = Page.objects.select_for_update().get(pk=edition.page_id)
    person = person_of(user)
    if not is_reviewer(user) or person is None or entitling_credential(person, signing_day()) is None:
        raise CannotActError(_("Only a medical reviewer whose licence holds returns to an older edition."))
    if not page.live:
        raise CannotActError(_("This page is not published. Publish the edition instead."))
    current = CurrentEdition.objects.filter(page=page.pk).first()
    if current is not None and current.edition_id == edition.pk:
        raise CannotActError(_("Readers get this edition already."))
    if not is_in_force(edition):
        raise CannotActError(_("The signature on this edition does not hold any more. Sign it first."))
    return publish_edition(edition, user, reason=_needed(why))


def check_may_publish(page: Page, user: "User") -> None:
    """Let those act who publish the page, whatever its review says. Raises CannotActError."""
    if not (user.is_superuser or "publish" in page.permissions_for_user(user).permissions):
        raise CannotActError(_("Only those who publish this page can do that. Ask an editor."))


def _needed(why: str) -> str:
    if not why.strip():
        raise CannotActError(_("Say why. Readers are told."))
    return why.strip()
