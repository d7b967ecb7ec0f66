"""Nothing goes live but what a clinician has signed: asked wherever a page with editions is saved."""

import datetime
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from articles.editions.models import Edition
from articles.editions.pages import EditionedPage
from articles.editions.services import freeze_edition
from articles.review.models import Decision, SignOff, unsigned_allowed
from articles.review.standing import Answering, is_withheld, newest_in_force, signing_day
from clinic.accounts.roles import MEDICAL_REVIEWERS
from clinic.people.models import Person

if TYPE_CHECKING:
    from clinic.accounts.models import User

# What was refused last in this request, for the middleware that says so where Wagtail says only "no permission".
last_refusal: ContextVar["MedicalReviewRequired | None"] = ContextVar("last_refusal", default=None)


class MedicalReviewRequired(PermissionDenied):
    """A page may not go live as it is. ``reasons`` say, as sentences, what is missing and who can help."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        last_refusal.set(self)


def edition_to_publish(page: EditionedPage, revision: Revision | None, by: "User | None") -> Edition | None:
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
        raise MedicalReviewRequired(missing(page, words, signed))
    edition = freeze_edition(revision, by) if revision else None
    if edition is not None and is_withheld(edition):
        raise MedicalReviewRequired([_("These words are withheld. Change them before you publish.")])
    return edition


def why_not_live(page: Page) -> list[str]:
    """Return, as sentences, what keeps the newest draft of ``page`` from going live; empty if nothing does.

    Pages without editions need no review; an alias shows its source's.
    """
    if not issubclass(page.specific_class, EditionedPage) or page.alias_of_id or unsigned_allowed():
        return []
    draft = page.get_latest_revision_as_object()
    words, signed = draft.own_digest(), newest_in_force(page.pk)
    return [] if signed is not None and signed.own_digest == words else missing(draft, words, signed)


def number_left_behind(page: Page) -> int | None:
    """Return the number of the signed edition whose words the newest draft has just ceased to say; None otherwise."""
    draft = page.get_latest_revision()
    signed = newest_in_force(page.pk)
    if draft is None or signed is None or draft.as_object().own_digest() == signed.own_digest:
        return None
    before = Revision.objects.for_instance(page).filter(created_at__lt=draft.created_at).order_by("-created_at").first()
    return signed.number if before and before.as_object().own_digest() == signed.own_digest else None


def missing(page: EditionedPage, words: str, signed: Edition | None) -> list[str]:
    """Return what words of the digest ``words`` lack before they can go live and who can help, as sentences."""
    frozen = Edition.objects.filter(page=page.pk, own_digest=words).defer("snapshot").order_by("-number").first()
    approval = (
        frozen
        and SignOff.objects.filter(edition=Answering(Value(frozen.pk)))
        .exclude(decision=Decision.CHANGES_REQUESTED)
        .first()
    )
    if frozen is not None and is_withheld(frozen):
        return [_("These words are withheld. Change them, then hand them in for medical review.")]
    if approval and approval.decision == Decision.WITHDRAWN:
        why = _("The signature on these words was withdrawn on %(day)s.") % {"day": _day(approval.signed_at)}
    elif approval and approval.valid_until and approval.valid_until < signing_day():
        why = _("The medical review of these words lapsed on %(day)s.") % {"day": _day(approval.valid_until)}
    elif approval:
        why = _("These words were signed, but the page has been withdrawn or has gone back to an older edition since.")
    elif frozen is not None and signed is None:
        why = _("Edition %(number)s, which holds these words, is not signed yet.") % {"number": frozen.number}
    elif signed is not None:
        why = _("These words are not those of edition %(number)s, the newest that is signed.") % {
            "number": signed.number
        }
    else:
        why = _("No clinician has signed these words.")
    return [why, _who_can_help(page)]


def _who_can_help(page: EditionedPage) -> str:
    """Name those who may read and sign the page."""
    made_it = [person for person, _role in page.contributor_roles()]
    reviewers = (
        Person.objects.with_current_licence(signing_day())
        .present(signing_day())
        .filter(user__is_active=True, user__groups__name=MEDICAL_REVIEWERS)
        .exclude(pk__in=made_it)
    )
    names = [person.printed_name for person in reviewers[:4]]
    if not names:
        return _("Nobody here may sign it yet: a site manager can make somebody with a licence a medical reviewer.")
    listed = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return _("Hand it in for medical review; these can read and sign it: %(names)s.") % {"names": listed}


def _day(day: datetime.date | datetime.datetime) -> str:
    return str(date_format(timezone.localtime(day) if isinstance(day, datetime.datetime) else day, "DATE_FORMAT"))
