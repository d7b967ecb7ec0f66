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

# Sets a chosen theme before a page is painted. It stands in the page, since a phone would wait for a file of its own;
# of all that could stand there, the policy lets these bytes alone run.
THEME_SCRIPT = (Path(__file__).resolve().parents[2] / "static" / "js" / "theme.js").read_text(encoding="utf-8")
_THEME_DIGEST = base64.b64encode(hashlib.sha256(THEME_SCRIPT.encode()).digest()).decode()
POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "script-src": [SELF, f"'sha256-{_THEME_DIGEST}'"],
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


class PolicyMiddleware(CSPMiddleware):
    """Sends the strict policy, and under the admin's address that policy with what Wagtail needs."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Loosen the policy for the admin alone; what a view asks for itself comes on top."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.replace = {**ADMIN_NEEDS, **(parts.replace or {})}
        return parts
