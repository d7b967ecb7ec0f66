"""Nothing goes live but what a clinician has signed: asked wherever a page with editions is saved."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Revision

from articles.editions.models import Edition
from articles.editions.services import freeze_edition
from articles.review.models import unsigned_allowed
from articles.review.standing import is_withheld, newest_in_force

if TYPE_CHECKING:
    from articles.editions.pages import EditionedPage
    from clinic.accounts.models import User


class MedicalReviewRequired(PermissionDenied):
    """A page may not go live as it is. ``reasons`` say, as sentences, what is missing and who can help."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def edition_to_publish(page: "EditionedPage", revision: Revision | None, by: "User | None") -> Edition | None:
    """Return the edition that readers get when ``page`` goes live with the words that it holds.

    That is the newest one whose signature holds, as it was frozen, if it was frozen from these very words (of a sample,
    also the one that is current already, whatever has lapsed since its date). Where the clinic lets unsigned texts go
    live, else, it is ``revision`` frozen now, and None where there is none. Raises MedicalReviewRequired.
    """
    words = page.own_digest()
    signed = newest_in_force(page.pk)
    if signed is not None and signed.own_digest == words:
        return signed
    sample = Edition.objects.filter(current__page=page.pk, current__publication__is_sample=True, own_digest=words)
    if (edition := sample.first()) is not None:
        return edition
    if not unsigned_allowed():
        raise MedicalReviewRequired(missing(signed))
    edition = freeze_edition(revision, by) if revision else None
    if edition is not None and is_withheld(edition):
        raise MedicalReviewRequired([_("These words are withheld. Change them before you publish.")])
    return edition


def missing(signed: Edition | None) -> list[str]:
    """Return what other words than those of ``signed`` lack before they can go live and who can help, as sentences."""
    if signed is not None:
        return [
            _(
                "These words are not those of edition %(number)s, the newest that is signed. Hand them in: a medical"
                " reviewer has to read and sign them first."
            )
            % {"number": signed.number}
        ]
    return [_("No clinician has signed these words. Hand them in: a medical reviewer has to read and sign them first.")]
