"""How allauth behaves here."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clinic.accounts.second_factor import SIGN_IN_TYPES, is_account, is_setting_up
from clinic.core.client_address import client_address

SIGNED_IN_AT = "clinic_signed_in_at"
SETTING_UP = 15 * 60  # seconds after signing in during which the first second factor needs no password again


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whom a Site manager invited; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("That e-mail address and password do not belong together. Check both."),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """Close sign-up: accounts are made by a Site manager."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Take the address from where django-axes takes it, so that both throttles mean the same visitor."""
        return client_address(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before second factors change, except while setting up the first.

        Somebody without a second factor has just typed the password to get here, and then sees the recovery codes.
        """
        user = self.request.user
        if app == "allauth.mfa" and is_account(user) and is_setting_up(self.request, user):
            signed_in_at = self.request.session.get(SIGNED_IN_AT, 0)
            return not 0 <= time.time() - signed_in_at <= SETTING_UP
        return super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors of staff."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right, or it was used already. Wait for the next one and try again."),
        "cannot_delete_authenticator": _("This is your only second factor. Add a passkey first, then remove the app."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last second factor of someone who needs one."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=SIGN_IN_TYPES).exclude(pk=authenticator.pk)
        return others.exists() or not user.has_perm("wagtailadmin.access_admin")

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Name a passkey by the address alone, so that the chooser of a shared computer shows no full names."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": entity["name"]}
