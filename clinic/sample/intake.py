"""Invented requests in every status, so that the inbox can be looked at. Nobody of these exists."""

import datetime
import random
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from clinic.accounts.models import User
from clinic.accounts.roles import INTAKE_STAFF
from clinic.consultations.inbox import acts
from clinic.consultations.models import ConsultationRequest, IntakeForm, IntakeSettings, Kind, Status
from clinic.consultations.services import ConsentGiven, Slot, SlotTakenError, Submission, receive
from clinic.consultations.slots import free_times, slot_of
from clinic.consultations.words import CONSENT_VERSION, CONSENTS, TOPICS
from clinic.core.models import Location
from clinic.sample import content
from clinic.sample.state import Loaded

FIRST = "Alder Birch Cedar Elm Fern Hazel Ivy Juniper Laurel Maple Olive Rowan Sage Willow".split()  # noqa: SIM905 -- a list of words
SEED = 20260101  # the same requests each time


def load_intake(loaded: Loaded) -> None:
    """Write the forms' words, then take in some dozens of requests and answer most of them."""
    words = content.read("intake")
    for form in words["forms"]:
        IntakeForm.objects.create(locale=loaded.locale, **form)
    notices = [{"type": "help", "value": notice} for notice in words["language_help"]]
    settings = IntakeSettings.objects.create(site=loaded.site.site, language_help=notices)
    staff = User.objects.filter(is_sample=True, groups__name=INTAKE_STAFF).order_by("pk").first()
    if staff is None:
        raise ValueError("The sample accounts hold nobody of Intake staff.")
    chance = random.Random(SEED)  # noqa: S311 -- invented people need no cryptography
    locations = list(Location.objects.order_by("name"))
    slots = _free_slots(settings, locations)
    statuses = [*Status] * 4 + [Status.NEW] * 12
    for number, status in enumerate(statuses):
        location = locations[number % len(locations)] if locations else None
        request = _received(number, chance, location, slots if status is Status.NEW and number % 3 == 0 else [])
        _answered(request, status, staff, chance)
        _moved_back(request, chance, status)


def _free_slots(settings: IntakeSettings, locations: list[Location]) -> list[Slot]:
    return [slot_of(offer.value, settings)[0] for offer in free_times(settings, locations)][::5]


def _received(number: int, chance: random.Random, location: Location | None, slots: list[Slot]) -> ConsultationRequest:
    kind = list(Kind)[number % len(Kind)]
    name = f"{FIRST[number % len(FIRST)]} Sample"
    answers: dict[str, Any] = {"topic": str(chance.choice(TOPICS[kind])), "reach_by": "phone"}
    if kind is Kind.CONSULTATION:
        answers |= {"emergency": "no", "adult": "yes", "state": "Washington"}
    if kind is Kind.INSURANCE:
        answers |= {"carrier": "Example Mutual (invented)", "plan": "Silver"}
    if kind is Kind.REFERRAL:
        answers |= {"practice": "Family medicine (invented)", "initials": "A. B."}
    if number % 4 == 0:
        answers |= {"discreet": True, "message": "Please call after lunch. (This request is invented.)"}
    consents = ("voicemail",) if number % 2 else ()
    submission = Submission(
        kind=kind,
        name=name,
        phone=f"+1206555{100 + number % 100:04}",
        email=f"{name.split()[0].lower()}{number}@example.org",
        answers=answers,
        token=_token(chance),
        promised_at=timezone.now() + datetime.timedelta(hours=20),
        location_id=slots[0].location_id if slots else location.pk if location else None,
        consents=tuple(
            ConsentGiven(kind_, str(words), CONSENT_VERSION) for kind_, words in CONSENTS.items() if kind_ in consents
        ),
        slot=slots.pop(0) if slots else None,
        doubts=("links",) if number % 13 == 12 else (),
        is_sample=True,
    )
    try:
        return receive(submission).request
    except SlotTakenError:  # not a whole slot is lost: the request is made without it
        return receive(Submission(**{**submission.__dict__, "slot": None, "token": uuid4()})).request


def _answered(request: ConsultationRequest, status: Status, staff: User, chance: random.Random) -> None:
    if status is Status.NEW:
        return
    with acts.changing(request.pk, request.version) as changed:
        acts.assign(changed, staff, staff)
        if status is Status.NO_ANSWER:
            acts.come_of_call(changed, staff, "no-answer", "")
        if chance.random() < 0.5:
            acts.note(changed, staff, "Sample note: asked about parking.")
        if changed.status != status:
            acts.move(changed, staff, status)
        if status is Status.SCHEDULED:
            acts.hand_over(changed, staff)


def _moved_back(request: ConsultationRequest, chance: random.Random, status: Status) -> None:
    """Put a request some days back, as if it had come then and been answered after some hours."""
    back = datetime.timedelta(hours=chance.randint(1, 20) if status is Status.NEW else chance.randint(24, 24 * 70))
    received = timezone.now() - back
    contact = received + datetime.timedelta(minutes=chance.randint(20, 1500))
    ConsultationRequest.objects.filter(pk=request.pk).update(
        received_at=received, promised_at=received + datetime.timedelta(hours=18)
    )
    ConsultationRequest.objects.filter(pk=request.pk, first_contact_at__isnull=False).update(
        first_contact_at=min(contact, timezone.now())
    )


def _token(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128))
