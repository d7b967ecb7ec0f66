"""Which content security policy a page is sent with."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

# Wagtail's choosers, inline panels and date fields write scripts and styles into the page, without a nonce.
ADMIN_NEEDS = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["blob:"],
}


class PolicyMiddleware(CSPMiddleware):
    """Sends the strict policy of the settings, and under the admin's address that policy with what Wagtail needs."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Loosen the policy for the admin alone; what a view asks for itself comes on top."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.update = {**ADMIN_NEEDS, **(parts.update or {})}
        return parts
