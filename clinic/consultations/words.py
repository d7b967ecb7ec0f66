"""What the forms say where the clinic has not written its own words, and the wording of each consent."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from clinic.consultations.models.record import ConsentKind
from clinic.consultations.models.requests import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLES: "dict[Kind, StrOrPromise]" = {
    Kind.CONTACT: _("Ask us a question"),
    Kind.CONSULTATION: _("Request a consultation"),
    Kind.REFERRAL: _("Refer a patient"),
    Kind.INSURANCE: _("Check your insurance"),
}
INTRODUCTIONS: "dict[Kind, StrOrPromise]" = {
    Kind.CONTACT: _("Tell us how to reach you, and a person will answer you."),
    Kind.CONSULTATION: _("Ask for a first talk. It decides nothing, and asking binds you to nothing."),
    Kind.REFERRAL: _("For clinicians. Please give your patient's initials only; we ask you for the rest when we talk."),
    Kind.INSURANCE: _("Tell us which insurance you have. We ask what it covers and call you with what we learn."),
}
TOPICS: "dict[Kind, tuple[StrOrPromise, ...]]" = {
    Kind.CONTACT: (_("How treatment works here"), _("An appointment"), _("Costs and billing"), _("Something else")),
    Kind.CONSULTATION: (_("Pain"), _("Mood"), _("I am not sure yet"), _("Something else")),
    Kind.REFERRAL: (_("Pain"), _("Mood"), _("Something else")),
    Kind.INSURANCE: (_("A consultation"), _("Treatment visits"), _("I am not sure yet")),
}
NEXT_STEPS = _("A member of our staff reads your request and gets in touch with you in the way you chose.")

# A wording that changes gets a new version: the ledger keeps both, each with those who saw it.
CONSENT_VERSION = "2026-11"
CONSENTS: "dict[ConsentKind, StrOrPromise]" = {
    ConsentKind.VOICEMAIL: _("You may leave a voicemail that names the clinic."),
    ConsentKind.TEXT: _("You may send me text messages about this request."),
    ConsentKind.EMAIL_COPY: _("Send me an e-mail with the reference of this request."),
}
DOUBTS: "dict[str, StrOrPromise]" = {
    "honeypot": _("a field that people do not see was filled in"),
    "links": _("many links"),
    "place": _("many requests from one network in a day"),
    "contact": _("several requests with the same contact in a day"),
}
_STATES = """
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, District of Columbia, Florida, Georgia,
Guam, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan,
Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York,
North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Puerto Rico, Rhode Island, South Carolina,
South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming
"""
STATES = [" ".join(state.split()) for state in _STATES.split(",")]


def consent_wording(kind: str) -> tuple[str, str]:
    """Return the words of a consent as shown, and their version."""
    return str(CONSENTS[ConsentKind(kind)]), CONSENT_VERSION
