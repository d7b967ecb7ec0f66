"""What speaks for spam in a request. Doubt means quarantine, never refusal."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from clinic.consultations.data_keys import index_key
from clinic.consultations.models import ConsultationRequest
from clinic.consultations.services import find_by_contact
from clinic.core import spam

FROM_ONE_PLACE = 10  # requests a day from one network before there is doubt
FROM_ONE_CONTACT = 3  # requests a day with one phone number or address


def doubts_about(request: HttpRequest, *, trapped: bool, words: list[str], contacts: dict[str, str]) -> list[str]:
    """Return why this submission may be spam: nothing for nearly everybody."""
    doubts = []
    if trapped:
        doubts.append("honeypot")
    if spam.has_many_links(words):
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
    return spam.count(index_key(), what, request)


def count_for(what: str, whom: str) -> int:
    """Count ``what`` for ``whom`` (a reference, say) on this day, and return how often it was now."""
    return spam.count_for(index_key(), what, whom)
