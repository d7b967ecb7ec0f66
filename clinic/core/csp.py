"""Which content security policy a page is sent with."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

# These two stand in the page, the first before anything is painted: for a file of its own a phone would open another
# connection, which costs it more time than the bytes do. Of all that could stand there, the policy lets these run.
_SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
THEME_SCRIPT, SITE_SCRIPT = (
    f"<script>{(_SCRIPTS / name).read_text('utf-8')}</script>" for name in ("theme.js", "site.js")
)


def _digest(element: str) -> str:
    """Return how the policy names a script element of a page."""
    words = element.removeprefix("<script>").removesuffix("</script>")
    return f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"


POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "script-src": [SELF, _digest(THEME_SCRIPT), _digest(SITE_SCRIPT)],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
# Wagtail's choosers, inline panels and date fields write scripts and styles into the page, without a nonce.
ADMIN_NEEDS = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
# Browsers ask no policy of these. Without it the serif comes in one round trip on a connection that is new.
NO_DOCUMENTS = ("font/", "text/css")


class PolicyMiddleware(CSPMiddleware):
    """Sends the strict policy, and under the admin's address that policy with what Wagtail needs."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Send the policy with whatever a browser could open as a document, or run."""
        if response.get("Content-Type", "").startswith(NO_DOCUMENTS):
            return response
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Loosen the policy for the admin alone; what a view asks for itself comes on top."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.replace = {**ADMIN_NEEDS, **(parts.replace or {})}
        return parts
