"""The models of requests from the public."""

from clinic.consultations.models.keys import KeyPurpose, WrappedKey
from clinic.consultations.models.record import Action, AuditEntry, AuditSeal, Consent, ConsentKind, Tombstone
from clinic.consultations.models.requests import (
    Attempt,
    ConsultationRequest,
    ContactIndex,
    Kind,
    Note,
    Outcome,
    SlotBooking,
    Status,
)
from clinic.consultations.models.settings import IntakeForm, IntakeSettings
from clinic.consultations.models.work import InboxLook, InboxSearch

__all__ = [
    "Action",
    "Attempt",
    "AuditEntry",
    "AuditSeal",
    "Consent",
    "ConsentKind",
    "ConsultationRequest",
    "ContactIndex",
    "InboxLook",
    "InboxSearch",
    "IntakeForm",
    "IntakeSettings",
    "KeyPurpose",
    "Kind",
    "Note",
    "Outcome",
    "SlotBooking",
    "Status",
    "Tombstone",
    "WrappedKey",
]
