"""What follows when allauth reports how somebody proved who they are."""

import time
from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest

from clinic.accounts import reauthentication, role_sync, second_factor
from clinic.accounts.models import User
from clinic.accounts.throttling import count_failure


@receiver(authentication_step_completed)
def note_step(request: HttpRequest, user: User, method: str, **extra: Any) -> None:
    """Mark a session whose second factor was accepted, and note the time of a confirmation asked for later."""
    if method == "mfa":
        second_factor.mark_shown(request, user)
    if extra.get("reauthenticated"):
        reauthentication.note_confirmation(request, time.time())


@receiver(authenticator_added)
def note_first_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Let somebody who has just set up their first second factor in, as they have just used it.

    A further one never counts: otherwise a session without the second factor could earn it by adding one.
    """
    others = Authenticator.objects.filter(user=user, type__in=second_factor.SIGN_IN_TYPES).exclude(pk=authenticator.pk)
    if authenticator.type in second_factor.SIGN_IN_TYPES and not others.exists():
        second_factor.mark_first(request, user)


@receiver(authentication_failed)
def note_failure(request: HttpRequest, user: User, **_: Any) -> None:
    """Throttle guesses of a second factor as guesses of a password are."""
    count_failure(request, user)


post_migrate.connect(role_sync.after_migrate, dispatch_uid="clinic.accounts.roles")
