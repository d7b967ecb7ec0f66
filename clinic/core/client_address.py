"""The address a request came from, for throttling."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the visitor's IP address.

    The header named by ``CLIENT_IP_HEADER`` is believed only when that is set: anyone can send one. Of a list the last
    entry counts, the one that the site's own proxy added. A request without a sound address (a UNIX socket) counts
    as this machine.
    """
    candidates = [request.META.get("REMOTE_ADDR", "")]
    if settings.CLIENT_IP_HEADER:
        candidates.insert(0, request.headers.get(settings.CLIENT_IP_HEADER, "").rpartition(",")[2])
    for candidate in candidates:
        try:
            return str(ip_address(candidate.strip()))
        except ValueError:
            continue
    return "127.0.0.1"
