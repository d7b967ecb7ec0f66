"""What staff do with a request. Each act is one transaction with its audit entry, and says if somebody was quicker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.accounts.models import User
from clinic.consultations.audit import record, stated_reason
from clinic.consultations.changes import given_consents
from clinic.consultations.models import (
    Action,
    Attempt,
    ConsentKind,
    ConsultationRequest,
    Note,
    Outcome,
    SlotBooking,
    Status,
)
from clinic.consultations.models.requests import FOLLOWED_BY
from clinic.consultations.references import read_reference
from clinic.consultations.services import index_contacts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RefusedError(Exception):
    """The act makes no sense now; the message says why, in a sentence."""


@dataclass(frozen=True)
class Canned:
    """What usually comes of a call, recorded with one press: an attempt, and the status it leads to."""

    label: "StrOrPromise"
    outcome: Outcome
    status: Status


CANNED = {
    "booked": Canned(gettext_lazy("Spoke: visit booked"), Outcome.SPOKE, Status.SCHEDULED),
    "spoke": Canned(gettext_lazy("Spoke: goes on"), Outcome.SPOKE, Status.CONTACTED),
    "not-suitable": Canned(gettext_lazy("Spoke: not suitable"), Outcome.SPOKE, Status.NOT_SUITABLE),
    "declined": Canned(gettext_lazy("Spoke: does not want it"), Outcome.SPOKE, Status.DECLINED),
    "voicemail": Canned(gettext_lazy("Left a voicemail"), Outcome.VOICEMAIL, Status.CONTACTED),
    "texted": Canned(gettext_lazy("Sent a text"), Outcome.TEXTED, Status.CONTACTED),
    "mailed": Canned(gettext_lazy("Sent an e-mail"), Outcome.MAILED, Status.CONTACTED),
    "no-answer": Canned(gettext_lazy("No answer: try again"), Outcome.NO_ANSWER, Status.CONTACTED),
    "gave-up": Canned(gettext_lazy("No answer: we stop here"), Outcome.NO_ANSWER, Status.NO_ANSWER),
    "wrong-number": Canned(gettext_lazy("Wrong number"), Outcome.WRONG_NUMBER, Status.NO_ANSWER),
}
NOTE_LENGTH = 5000  # characters
NEEDS_CONSENT = {Outcome.VOICEMAIL: ConsentKind.VOICEMAIL, Outcome.TEXTED: ConsentKind.TEXT}


@contextmanager
def changing(request_id: UUID, version: int) -> Iterator[ConsultationRequest]:
    """Lock a request for a change, if it is still as it was shown, and save what the block changes.

    Raises RefusedError if somebody changed it meanwhile, and ConsultationRequest.DoesNotExist if it is gone.
    """
    with transaction.atomic():
        request = ConsultationRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
        if request.version != version:
            raise RefusedError(
                _("Somebody changed this request meanwhile. Look at it again, then repeat what you did.")
            )
        request.version += 1
        yield request
        request.save()


def move(request: ConsultationRequest, user: User, status: Status) -> None:
    """Change the status, as far as one may follow the other."""
    if status not in FOLLOWED_BY[Status(request.status)]:
        raise RefusedError(
            _("“%(old)s” is not followed by “%(new)s”.") % {"old": request.get_status_display(), "new": status.label}
        )
    record(Action.STATUS, actor=user, request_id=request.pk, old=request.status, new=status.value)
    now = timezone.now()
    request.status, request.status_since, request.handed_over_at, request.quarantined = status, now, None, False
    if status not in (Status.NEW, Status.SPAM) and request.first_contact_at is None:
        request.first_contact_at = now


def come_of_call(request: ConsultationRequest, user: User, name: str, text: str) -> None:
    """Note an attempt with what came of it, and move the request on."""
    canned = CANNED.get(name)
    if canned is None:
        raise RefusedError(_("Choose what came of it."))
    needed = NEEDS_CONSENT.get(canned.outcome)
    if needed and needed not in {consent.kind for consent in given_consents(request.pk)}:
        raise RefusedError(_("They did not allow that: no consent for it holds."))
    Attempt.objects.create(
        request=request, author=user, written_at=timezone.now(), outcome=canned.outcome, text=_short_enough(text)
    )
    record(Action.ATTEMPTED, actor=user, request_id=request.pk, outcome=canned.outcome.value)
    if request.status != canned.status:
        move(request, user, canned.status)


def note(request: ConsultationRequest, user: User, text: str) -> None:
    """Write a note."""
    if not text.strip():
        raise RefusedError(_("Write something first."))
    Note.objects.create(request=request, author=user, written_at=timezone.now(), text=_short_enough(text))
    record(Action.NOTED, actor=user, request_id=request.pk)


def assign(request: ConsultationRequest, user: User, assignee: User | None) -> None:
    """Say who answers it."""
    request.assignee = assignee
    record(Action.ASSIGNED, actor=user, request_id=request.pk, to=assignee.email if assignee else "")


def judge(request: ConsultationRequest, user: User, *, spam: bool) -> None:
    """Decide on a suspicion: spam, or a request like any other."""
    if not request.quarantined:
        raise RefusedError(_("This request is not in quarantine any more."))
    record(Action.JUDGED, actor=user, request_id=request.pk, spam=spam, doubts=request.doubts)
    if spam:
        move(request, user, Status.SPAM)
    request.quarantined = False


def hold(request: ConsultationRequest, user: User, *, on: bool, reason: str) -> None:
    """Keep a request from being purged, or no longer."""
    reason = stated_reason(reason)
    if not reason:
        raise RefusedError(_("Say why, without names: the audit keeps it."))
    request.legal_hold = on
    record(Action.HELD, actor=user, request_id=request.pk, reason=reason, on=on)


def hand_over(request: ConsultationRequest, user: User) -> None:
    """Note that the clinic's own records have what they need; its retention begins to run."""
    if request.status != Status.SCHEDULED:
        raise RefusedError(_("Only what is scheduled is handed over."))
    request.handed_over_at = timezone.now()
    record(Action.HANDED_OVER, actor=user, request_id=request.pk)


def merge(request: ConsultationRequest, user: User, reference: str) -> None:
    """Make a duplicate part of another request: it leaves the list. Its time goes to that one, if it has none.

    The other is locked as well, so that no two colleagues merge two requests into each other.
    """
    others = ConsultationRequest.objects.select_for_update(of=("self",))
    into = others.filter(reference=read_reference(reference) or "").first()
    if into is None or into.pk == request.pk:
        raise RefusedError(_("There is no other request with this reference."))
    if into.merged_into_id:
        raise RefusedError(_("That request is itself merged into another. Choose that one."))
    if request.merged.exists():
        raise RefusedError(_("Others are merged into this one already. Merge the other way round."))
    if SlotBooking.objects.filter(request=into).exists():
        SlotBooking.objects.filter(request=request).delete()
    else:
        SlotBooking.objects.filter(request=request).update(request=into)
    request.merged_into, request.quarantined = into, False  # somebody has looked at it
    record(Action.MERGED, actor=user, request_id=request.pk, into=into.reference)


def part(request: ConsultationRequest, user: User) -> None:
    """Take a request out of the one it was merged into by mistake."""
    if request.merged_into is None:
        raise RefusedError(_("This request is not merged into another."))
    record(Action.MERGED, actor=user, request_id=request.pk, out_of=request.merged_into.reference)
    request.merged_into = None


def correct(request: ConsultationRequest, user: User, *, name: str, phone: str, email: str) -> None:
    """Put right how somebody is called and reached."""
    new = {"name": name, "phone": phone, "email": email}
    changed = [field for field, value in new.items() if getattr(request, field) != value]
    for field in changed:
        setattr(request, field, new[field])
    index_contacts(request)
    record(Action.CORRECTED, actor=user, request_id=request.pk, fields=changed)


def _short_enough(text: str) -> str:
    if len(text.strip()) > NOTE_LENGTH:
        raise RefusedError(_("A note has at most %(length)s characters.") % {"length": NOTE_LENGTH})
    return text.strip()
