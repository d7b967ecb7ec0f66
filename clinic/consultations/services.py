"""Taking a request in: everything it is made of in one transaction, once."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic.consultations.audit import record
from clinic.consultations.contacts import blind_index
from clinic.consultations.data_keys import index_key, make_data_key
from clinic.consultations.encryption import DataKey
from clinic.consultations.models import Action, Consent, ConsultationRequest, ContactIndex, SlotBooking
from clinic.consultations.references import new_reference
from clinic.core.outbox import owe_mail

WAITS, ACKNOWLEDGED = "request_waits", "request_acknowledged"


class AlreadySentError(Exception):
    """This form was sent before, with other answers; ``reference`` names what was received then."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class SlotTakenError(Exception):
    """Every seat of the time that was asked for is taken."""


@dataclass(frozen=True)
class Slot:
    """A time for a call, with its length, the place whose clocks it is on, and how many calls it has room for."""

    starts_at: datetime
    ends_at: datetime
    time_zone: str
    capacity: int = 1
    location_id: int | None = None


@dataclass(frozen=True)
class ConsentGiven:
    """A consent in the words that were shown."""

    kind: str
    wording: str
    version: str


@dataclass(frozen=True)
class Submission:
    """What a form hands over, checked. ``token`` is the form's own: the same one is taken once.

    ``phone`` is E.164 and ``email`` in small letters, or empty. ``answers`` holds the rest, by the names of the fields.
    """

    kind: str
    name: str
    phone: str = ""
    email: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    token: UUID = field(default_factory=uuid4)
    language: str = "en"
    promised_at: datetime | None = None
    location_id: int | None = None
    consents: tuple[ConsentGiven, ...] = ()
    slot: Slot | None = None
    doubts: tuple[str, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True)
class Received:
    """A request that is committed; ``again`` if it was there before."""

    request: ConsultationRequest
    again: bool


def receive(submission: Submission) -> Received:
    """Keep a request and return it, or the one that this form made before.

    Raises AlreadySentError, SlotTakenError, and DecryptionError or a database error where nothing was kept.
    """
    if found := _received_before(submission):
        return found
    try:
        with transaction.atomic():
            return Received(_keep(submission), again=False)
    except IntegrityError:
        if found := _received_before(submission):  # a second click that overtook this one
            return found
        raise


def find_by_contact(contacts: Mapping[str, str]) -> set[UUID]:
    """Return the ids of requests made with one of these: ``phone`` (E.164) or ``email`` (small letters)."""
    key = index_key()
    values = [blind_index(key, kind, contact) for kind, contact in contacts.items() if contact]
    return set(ContactIndex.objects.filter(value__in=values).values_list("request_id", flat=True))


def _received_before(submission: Submission) -> Received | None:
    request = ConsultationRequest.objects.filter(form_token=submission.token).select_related("booking").first()
    if request is None:
        return None
    if not hmac.compare_digest(bytes(request.answers_digest), _digest(submission, request.data_key)):
        raise AlreadySentError(request.reference)
    return Received(request, again=True)


def _keep(submission: Submission) -> ConsultationRequest:
    now = timezone.now()
    key = make_data_key()
    request = ConsultationRequest(
        key_id=key.id,
        reference=new_reference(),
        kind=submission.kind,
        language=submission.language,
        received_at=now,
        location_id=submission.location_id,
        promised_at=submission.promised_at or now + timedelta(days=1),
        status_since=now,
        name=submission.name,
        phone=submission.phone,
        email=submission.email,
        answers=json.dumps(dict(submission.answers)),
        quarantined=bool(submission.doubts),
        doubts=list(submission.doubts),
        form_token=submission.token,
        answers_digest=_digest(submission, key),
        is_sample=submission.is_sample,
    )
    request.__dict__["data_key"] = key  # it is at hand; nobody needs to unwrap it again
    request.save(force_insert=True)
    index_contacts(request)
    if submission.slot:
        book(request, submission.slot)
    _keep_consents(request, submission)
    record(Action.RECEIVED, request_id=request.pk, kind=request.kind, quarantined=request.quarantined)
    if not submission.is_sample:
        owe_mail(WAITS, request=str(request.pk))
        if any(consent.kind == "email_copy" for consent in submission.consents):
            owe_mail(ACKNOWLEDGED, request=str(request.pk))
    return request


def _keep_consents(request: ConsultationRequest, submission: Submission) -> None:
    Consent.objects.bulk_create(
        Consent(
            request_id=request.pk,
            kind=consent.kind,
            given=True,
            wording=consent.wording,
            wording_version=consent.version,
            language=submission.language,
        )
        for consent in submission.consents
    )


def index_contacts(request: ConsultationRequest) -> None:
    """Make a request findable by the phone and address it has now, and by no others."""
    key = index_key()
    request.contact_index.all().delete()
    contacts = {"phone": request.phone, "email": request.email}
    ContactIndex.objects.bulk_create(
        ContactIndex(request=request, value=blind_index(key, kind, contact))
        for kind, contact in contacts.items()
        if contact
    )


def book(request: ConsultationRequest, slot: Slot) -> SlotBooking:
    """Take a seat of a time, or raise SlotTakenError. Two who want the last one cannot both have it."""
    others = SlotBooking.objects.filter(starts_at=slot.starts_at, location=slot.location_id)
    taken = set(others.values_list("seat", flat=True))
    for seat in sorted(set(range(1, slot.capacity + 1)) - taken):
        booking = SlotBooking(
            request=request,
            location_id=slot.location_id,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            time_zone=slot.time_zone,
            seat=seat,
        )
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
        except IntegrityError:  # somebody was quicker, at this seat
            continue
        return booking
    raise SlotTakenError


def _digest(submission: Submission, key: DataKey) -> bytes:
    """Tell the same answers from others without keeping them. Nobody can try guesses once the request's key is gone."""
    said = [
        submission.kind,
        submission.name,
        submission.phone,
        submission.email,
        dict(submission.answers),
        sorted(consent.kind for consent in submission.consents),
        submission.slot.starts_at.isoformat() if submission.slot else "",
        submission.location_id,
    ]
    words = json.dumps(said, sort_keys=True)
    return hmac.digest(key.secret, b"answers\0" + words.encode(), hashlib.sha256)
