"""What a person changes about their own request: the time of the call, what they allowed, the request itself."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clinic.consultations.audit import record
from clinic.consultations.models import Action, Consent, ConsultationRequest, SlotBooking, Status
from clinic.consultations.models.requests import OPEN
from clinic.consultations.services import Slot, book, find_by_contact


def find_own(reference: str, phone: str, email: str) -> ConsultationRequest | None:
    """Return the request with this reference and this phone (E.164) or address; None if the two do not go together."""
    mine = find_by_contact({"phone": phone, "email": email})
    return ConsultationRequest.objects.filter(reference=reference, pk__in=mine).first()


def given_consents(request_id: UUID) -> list[Consent]:
    """Return the consents that hold now: the last word on each."""
    last = {row.kind: row for row in Consent.objects.filter(request_id=request_id)}
    return [row for row in last.values() if row.given]


@transaction.atomic
def cancel_slot(request: ConsultationRequest) -> None:
    """Give the time back."""
    SlotBooking.objects.filter(request=request).delete()
    _changed(request, "slot_cancelled")


@transaction.atomic
def move_slot(request: ConsultationRequest, slot: Slot) -> SlotBooking:
    """Take another time instead. Raises SlotTakenError, and then the old one is still kept."""
    SlotBooking.objects.filter(request=request).delete()
    booking = book(request, slot)
    _changed(request, "slot_moved", location_id=slot.location_id)
    return booking


@transaction.atomic
def withdraw_consent(request: ConsultationRequest, kind: str) -> None:
    """Write down that a consent no longer holds; a second withdrawal changes nothing."""
    for each in _with_what_it_is_part_of(request):
        for row in given_consents(each.pk):
            if row.kind == kind:
                Consent.objects.create(
                    request_id=each.pk,
                    kind=kind,
                    given=False,
                    wording=row.wording,
                    wording_version=row.wording_version,
                    language=request.language,
                )
                _changed(each, "consent_withdrawn", kind=kind)


@transaction.atomic
def withdraw_request(request: ConsultationRequest) -> None:
    """Take the request back: nobody calls any more. One that is settled stays as it is."""
    for each in _with_what_it_is_part_of(request):
        SlotBooking.objects.filter(request=each).delete()
        ConsultationRequest.objects.filter(pk=each.pk, status__in=OPEN).update(
            status=Status.DECLINED, status_since=timezone.now(), quarantined=False
        )
        _changed(each, "withdrawn")


def _with_what_it_is_part_of(request: ConsultationRequest) -> list[ConsultationRequest]:
    """Return a request and the one it was merged into: staff look at that one, so it has to know."""
    return [request, request.merged_into] if request.merged_into else [request]


def _changed(request: ConsultationRequest, what: str, *, kind: str = "", location_id: int | None = None) -> None:
    changes = {"location_id": location_id} if location_id else {}
    ConsultationRequest.objects.filter(pk=request.pk).update(version=F("version") + 1, **changes)
    record(Action.BY_PERSON, request_id=request.pk, what=f"{what} {kind}".strip())
