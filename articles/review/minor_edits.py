"""Making a minor edit, and taking it back."""

import json
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from articles.editions.models import CurrentEdition, Edition
from articles.editions.services import edition_content, freeze_edition, publish_edition
from articles.review.models import MinorEdit, MinorEditVoid
from articles.review.rules import is_reviewer
from articles.review.standing import is_in_force, newest_in_force
from articles.review.taking_down import unpublish_unsigned
from articles.review.wording import Change, changes_between

if TYPE_CHECKING:
    from articles.editions.pages import EditionedPage
    from clinic.accounts.models import User


class NotMinorError(PermissionDenied):
    """An edit is more than spelling; ``reasons`` say what makes it so, in sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def minor_changes(draft: "EditionedPage") -> list[Change]:
    """Return what sets a draft apart from the newest signed edition. Raises NotMinorError where it is not minor.

    Raises ValidationError if the draft prints something that is missing.
    """
    signed = newest_in_force(draft.pk)
    if signed is None:
        raise NotMinorError([_("No signature holds on this page, so there is nothing that an edit could be minor to.")])
    changes = changes_between(json.loads(signed.snapshot), edition_content(draft))
    if not changes:
        raise NotMinorError([_("The draft says the same as the signed edition.")])
    refusals = [
        _("“%(before)s” → “%(after)s”: %(why)s") % {"before": c.before, "after": c.after, "why": c.refusal}
        for c in changes
        if c.refusal
    ]
    if refusals:
        raise NotMinorError([*refusals, _("Hand the draft in for medical review instead.")])
    return changes


@transaction.atomic
def record_minor_edit(revision: Revision, user: "User", why: str = "") -> MinorEdit:
    """Freeze the draft of ``revision`` as a minor edit of the newest signed edition and publish it.

    Raises NotMinorError, ValidationError if something that the page prints is missing.
    """
    draft: EditionedPage = revision.as_object()
    Page.objects.select_for_update().get(pk=draft.pk)
    changes = minor_changes(draft)
    signed = newest_in_force(draft.pk)
    if signed is None:
        raise NotMinorError([_("No signature holds on this page any more.")])
    edition = freeze_edition(revision, user)
    row = MinorEdit.objects.create(
        page_id=draft.pk,
        from_edition=signed,
        to_edition=edition,
        changes=[{"before": change.before, "after": change.after} for change in changes],
        by=user,
        why=why,
    )
    revision.publish(user=user)
    return row


@transaction.atomic
def void_minor_edit(minor: MinorEdit, user: "User", why: str) -> MinorEditVoid:
    """Take a minor edit back, as a reviewer: readers get the edition before it again.

    Where that one's signature has lapsed, the page is unpublished instead. Raises PermissionDenied with a sentence.
    """
    page = Page.objects.select_for_update().get(pk=minor.page_id)
    if not is_reviewer(user):
        raise PermissionDenied(_("Only members of the group Medical reviewers take a minor edit back."))
    if MinorEditVoid.objects.filter(minor_edit=minor).exists():
        raise PermissionDenied(_("This minor edit has been taken back already."))
    if not why.strip():
        raise PermissionDenied(_("Say why you take the minor edit back."))
    row = MinorEditVoid.objects.create(page=page, minor_edit=minor, by=user, why=why.strip())
    current = CurrentEdition.objects.filter(page=page).select_related("edition").first()
    if current is not None and not is_in_force(current.edition):
        before = _before(current.edition)
        if page.live and before is not None and is_in_force(before):
            publish_edition(before, user, reason=row.why)
        else:
            unpublish_unsigned(page, user)
    return row


def _before(edition: Edition) -> Edition | None:
    """Return the newest edition from which minor edits led to this one and that is not voided itself."""
    minor = MinorEdit.objects.filter(to_edition=edition).select_related("from_edition").first()
    while minor is not None and MinorEdit.objects.filter(to_edition=minor.from_edition, void__isnull=False).exists():
        minor = MinorEdit.objects.filter(to_edition=minor.from_edition).select_related("from_edition").first()
    return minor.from_edition if minor else None
