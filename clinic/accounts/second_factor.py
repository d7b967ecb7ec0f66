"""Whether a session has shown its second factor, and who must.

A mark in the session names the account that showed it. allauth's signals set it: when a code, key or recovery code was
accepted, and when someone without any second factor has just set up their first.
"""

from typing import TypeGuard

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from clinic.accounts.models import User

SESSION_KEY = "clinic_second_factor"
FIRST_KEY = "clinic_first_second_factor"
SIGN_IN_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_account(user: AbstractBaseUser | AnonymousUser) -> TypeGuard[User]:
    """Say whether somebody is signed in."""
    return isinstance(user, User) and user.is_authenticated


def has_second_factor(user: User) -> bool:
    """Say whether the account has an authenticator app or a passkey; recovery codes alone are not one."""
    return Authenticator.objects.filter(user=user, type__in=SIGN_IN_TYPES).exists()


def mark_shown(request: HttpRequest, user: User) -> None:
    """Remember that this session showed the second factor of ``user``."""
    request.session[SESSION_KEY] = user.pk


def mark_first(request: HttpRequest, user: User) -> None:
    """Remember that this session set up the first second factor of ``user``, which showed it."""
    mark_shown(request, user)
    request.session[FIRST_KEY] = user.pk


def is_setting_up(request: HttpRequest, user: User) -> bool:
    """Say whether ``user`` has no second factor, or set up the first in this session."""
    return request.session.get(FIRST_KEY) == user.pk or not has_second_factor(user)


def was_shown(request: HttpRequest) -> bool:
    """Say whether this session showed the second factor of whoever is signed in."""
    return is_account(request.user) and request.session.get(SESSION_KEY) == request.user.pk
