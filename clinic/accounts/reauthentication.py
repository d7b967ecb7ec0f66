"""Asking somebody who is signed in to prove again who they are, before an act that weighs.

``require_fresh_authentication`` is the one way to ask. A view that calls it first goes on only if the password
or the second factor was given in this session within ``within``; otherwise the visitor is sent to allauth's
confirmation page and, once confirmed, the same request is carried out, a POST with its fields (not files).
Signing in does not count as a confirmation. With ``spend=True`` one confirmation serves one act: the next asks again.
"""

import time
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from clinic.accounts.middleware import factor_page
from clinic.accounts.second_factor import is_account

SESSION_KEY = "clinic_confirmed_at"
SPENT_KEY = "clinic_second_factor_spent"
FRESH = timedelta(minutes=5)


def note_confirmation(request: HttpRequest, at: float) -> None:
    """Remember when (seconds since 1970) this session last confirmed who it is."""
    request.session[SESSION_KEY] = at


def is_freshly_authenticated(request: HttpRequest, *, within: timedelta = FRESH) -> bool:
    """Say whether the person signed in confirmed who they are no longer than ``within`` ago."""
    confirmed: Any = request.session.get(SESSION_KEY)
    if not request.user.is_authenticated or not isinstance(confirmed, int | float):
        return False
    return 0 <= time.time() - confirmed <= within.total_seconds()


def require_fresh_authentication(request: HttpRequest, *, within: timedelta = FRESH, spend: bool = False) -> None:
    """Return if the confirmation is fresh; else raise ``ReauthenticationRequired``, which leads to the page that asks.

    ``spend`` uses the confirmation up. Call it outside of a transaction, before anything is changed.
    """
    if not is_freshly_authenticated(request, within=within):
        raise ReauthenticationRequired
    if spend:
        del request.session[SESSION_KEY]


def spend_fresh_second_factor(request: HttpRequest, *, within: timedelta = FRESH) -> None:
    """Return if the second factor itself was shown anew no longer than ``within`` ago, and use that up.

    Else lead to the page that asks for it, and carry the request out afterwards; a password alone is not enough here.
    """
    if not is_account(request.user):
        raise PermissionDenied
    shown = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa" and record.get("reauthenticated")
    ]
    latest = max(shown, default=0.0)
    if not 0 <= time.time() - latest <= within.total_seconds() or request.session.get(SPENT_KEY) == latest:
        raise ImmediateHttpResponse(suspend_request(request, factor_page(request.user)))
    request.session[SPENT_KEY] = latest
