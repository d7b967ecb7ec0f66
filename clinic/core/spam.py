"""Telling people from programs, for every form of the public, without asking anybody to prove anything.

A form carries a signed token with its number and when it was handed out, and a field that nobody sees. What is counted
is counted under keyed hashes that are thrown away after two days.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network
from uuid import UUID, uuid4

from django.core import signing
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from clinic.core.client_address import client_address
from clinic.core.models import Tally

SALT = "clinic.core.form"
TOO_FAST = timedelta(seconds=3)
TOO_OLD = timedelta(hours=12)
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


def has_many_links(words: Iterable[str]) -> bool:
    """Whether what was written holds more links than people write."""
    return sum(len(LINK.findall(text)) for text in words) > LINKS


def count(key: bytes, what: str, request: HttpRequest) -> int:
    """Count ``what`` for the visitor's network on this day, and return how often it was now."""
    return count_for(key, what, network_of(client_address(request)))


def count_for(key: bytes, what: str, whom: str) -> int:
    """Count ``what`` for ``whom`` on this day under a hash with ``key``, and return how often it was now."""
    today = timezone.now().date()
    who = hmac.digest(key, f"tally\0{today}\0{what}\0{whom}".encode(), hashlib.sha256)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_tally AS tally (who, day, count) VALUES (%s, %s, 1)"
            " ON CONFLICT (who) DO UPDATE SET count = tally.count + 1 RETURNING count",
            [who, today],
        )
        return int(cursor.fetchone()[0])


def forget_old() -> int:
    """Throw away tallies of days before yesterday; nothing links one day's hashes to another's."""
    return Tally.objects.filter(day__lt=timezone.now().date() - timedelta(days=1)).delete()[0]


def network_of(address: str) -> str:
    """Return the network an address is in: /24 for IPv4, /64 for IPv6, since one home or office shares it."""
    parsed = ip_address(address)
    return str(ip_network(f"{address}/{24 if parsed.version == 4 else 64}", strict=False))
