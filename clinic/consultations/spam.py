"""Telling people from programs, without asking anybody to prove anything. Doubt means quarantine, never refusal."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network
from uuid import UUID, uuid4

from django.core import signing
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from clinic.consultations.data_keys import index_key
from clinic.consultations.models import ConsultationRequest, Tally
from clinic.consultations.services import find_by_contact
from clinic.core.client_address import client_address

SALT = "clinic.consultations.form"
TOO_FAST = timedelta(seconds=3)
TOO_OLD = timedelta(hours=12)
FROM_ONE_PLACE = 10  # requests a day from one network before there is doubt
FROM_ONE_CONTACT = 3  # requests a day with one phone number or address
LINKS = 2
LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|ru|cn|xyz|top|biz)\b", re.IGNORECASE)


@dataclass(frozen=True)
class FormToken:
    """A form that was handed out: its number, and how long ago (None where the token was not ours)."""

    id: UUID
    age: timedelta | None

    @property
    def too_fast(self) -> bool:
        """Whether nobody can have filled it in meanwhile."""
        return self.age is not None and self.age < TOO_FAST

    @property
    def too_old(self) -> bool:
        """Whether it has lain around for too long, or was never ours."""
        return self.age is None or self.age > TOO_OLD


def hand_out(token_id: UUID | None = None) -> str:
    """Return a signed token for a form: of a new number, or of the same one with the clock started again."""
    return signing.dumps({"id": str(token_id or uuid4()), "at": timezone.now().timestamp()}, salt=SALT)


def read_token(text: str) -> FormToken:
    """Return what a form carried back. What was tampered with is a new form without an age."""
    try:
        carried = signing.loads(text, salt=SALT)
        age = timezone.now().timestamp() - float(carried["at"])
        return FormToken(UUID(carried["id"]), timedelta(seconds=age))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return FormToken(uuid4(), None)


def doubts_about(request: HttpRequest, *, trapped: bool, words: list[str], contacts: dict[str, str]) -> list[str]:
    """Return why this submission may be spam: nothing for nearly everybody."""
    doubts = []
    if trapped:
        doubts.append("honeypot")
    if sum(len(LINK.findall(text)) for text in words) > LINKS:
        doubts.append("links")
    if count(request, "requests") > FROM_ONE_PLACE:
        doubts.append("place")
    since = timezone.now() - timedelta(days=1)
    if (
        ConsultationRequest.objects.filter(pk__in=find_by_contact(contacts), received_at__gte=since).count()
        >= FROM_ONE_CONTACT
    ):
        doubts.append("contact")
    return doubts


def count(request: HttpRequest, what: str) -> int:
    """Count ``what`` for the visitor's network on this day, and return how often it was now."""
    return _raise(f"{what}\0{network_of(client_address(request))}")


def count_for(what: str, whom: str) -> int:
    """Count ``what`` for ``whom`` (a reference, say) on this day, and return how often it was now."""
    return _raise(f"{what}\0{whom}")


def forget_old() -> int:
    """Throw away tallies of days before yesterday; nothing links one day's hashes to another's."""
    return Tally.objects.filter(day__lt=timezone.now().date() - timedelta(days=1)).delete()[0]


def network_of(address: str) -> str:
    """Return the network an address is in: /24 for IPv4, /64 for IPv6, since one home or office shares it."""
    parsed = ip_address(address)
    return str(ip_network(f"{address}/{24 if parsed.version == 4 else 64}", strict=False))


def _raise(whom: str) -> int:
    today = timezone.now().date()
    who = hmac.digest(index_key(), f"tally\0{today}\0{whom}".encode(), hashlib.sha256)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consultations_tally AS tally (who, day, count) VALUES (%s, %s, 1)"
            " ON CONFLICT (who) DO UPDATE SET count = tally.count + 1 RETURNING count",
            [who, today],
        )
        return int(cursor.fetchone()[0])
