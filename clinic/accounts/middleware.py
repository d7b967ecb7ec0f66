"""Who gets no further: a session that was idle, is too old, or has not shown its second factor."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from clinic.accounts.adapters import SIGNED_IN_AT
from clinic.accounts.models import User
from clinic.accounts.second_factor import has_second_factor, is_account, was_shown

GetResponse = Callable[[HttpRequest], HttpResponseBase]

LAST_SEEN = "clinic_last_seen"
WRITE_EVERY = 20  # seconds; the time of the last request is not written more often
# The editor sends these by itself while a page lies open; they say nothing about anybody being there.
BACKGROUND = frozenset(
    {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release", "intake_arrivals"}
)
WITHOUT_SECOND_FACTOR = frozenset(
    {"mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"}
)


class SessionLimitMiddleware:
    """Ends a session after a time without a request, and after a working day.

    The session's row is deleted, so a copied cookie is worth nothing afterwards. Requests without a session cookie
    (readers) are not looked at, which keeps their pages free of ``Vary: Cookie`` and of queries.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as ever, or as to a stranger whose session has just ended."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and is_account(request.user):
            self.keep_or_end(request)
        return self.get_response(request)

    def keep_or_end(self, request: HttpRequest) -> None:
        """Log off if a limit has passed; else note the time, unless the request came by itself."""
        now = time.time()
        session = request.session
        signed_in_at = session.setdefault(SIGNED_IN_AT, now)
        last_seen = session.setdefault(LAST_SEEN, now)
        idle, age = now - last_seen, now - signed_in_at
        if idle > settings.IDLE_LOGOFF_SECONDS or age > settings.SESSION_LIMIT_SECONDS:
            logout(request)
            if not in_background(request):
                messages.info(request, _("You were signed out because nothing happened for a while. Sign in again."))
        elif idle > WRITE_EVERY and not in_background(request):
            session[LAST_SEEN] = now


class SecondFactorMiddleware:
    """Keeps the admin, and the pages that manage second factors, from sessions without a second factor.

    It decides by address before any view runs: what Wagtail or an add-on puts under the admin's address is behind it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as ever, or lead to where the second factor is shown or set up."""
        return self.detour(request) or self.get_response(request)

    def detour(self, request: HttpRequest) -> HttpResponseBase | None:
        """Return where to go first, None if the way is free. Raises PermissionDenied for a script's request."""
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        in_factors = request.path.startswith(reverse("mfa_index")) and view_name(request) not in WITHOUT_SECOND_FACTOR
        if not (in_admin or in_factors) or not is_account(request.user) or is_way_out(request):
            return None
        enrolled = has_second_factor(request.user)
        if was_shown(request) and enrolled:
            return None
        if in_factors and not enrolled:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        if not enrolled:
            return HttpResponseRedirect(reverse("mfa_index"))
        return HttpResponseRedirect(f"{factor_page(request.user)}?{urlencode({'next': request.get_full_path()})}")


def factor_page(user: User) -> str:
    """Return the address at which this account shows its second factor."""
    by_code = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)
    return reverse("mfa_reauthenticate" if by_code.exists() else "mfa_reauthenticate_webauthn")


def view_name(request: HttpRequest) -> str:
    """Return the name of the address asked for; empty where there is none."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def in_background(request: HttpRequest) -> bool:
    """Say whether the editor sent this request by itself."""
    return request.path.startswith(reverse("wagtailadmin_home")) and view_name(request) in BACKGROUND


def is_way_out(request: HttpRequest) -> bool:
    """Say whether the request asks only for texts and icons without which no page of the admin can be left."""
    return view_name(request) in {"wagtailadmin_logout", "wagtailadmin_sprite"}
