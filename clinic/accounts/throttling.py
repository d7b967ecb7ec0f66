"""Who is trying to come in, as django-axes counts it: an account's name from one address."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from clinic.accounts.models import User, UserManager


def account_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Return the name that failures are counted under, in small letters, so that capitals are no way around."""
    name = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not name and request is not None:
        name = request.POST.get("login")
    return UserManager.normalize_email(str(name or ""))[:255]


def is_locked_out(request: HttpRequest, user: User) -> bool:
    """Say whether too many attempts at this account came from this address; if so, the lock-out page is the answer."""
    credentials = {"email": user.email}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]  # the flag that axes' middleware answers
    request.axes_credentials = credentials  # type: ignore[attr-defined]  # whom its page is about
    return True


def count_failure(request: HttpRequest, user: User) -> None:
    """Count a wrong second factor or confirmation like a wrong password, in the database that all processes share."""
    user_login_failed.send(sender=User, credentials={"email": user.email}, request=request)
