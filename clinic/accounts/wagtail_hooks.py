"""Registers what accounts add to the admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from clinic.accounts.bulk_actions import AssignRole, DeleteAccounts, SetActiveState
from clinic.accounts.models import User
from clinic.accounts.views import ResetSecondFactorView
from clinic.accounts.viewsets import second_factor_buttons

# Wagtail registers its own under the same names; the later one counts.
for action in (AssignRole, SetActiveState, DeleteAccounts):
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("register_admin_urls")
def account_urls() -> list[URLPattern]:
    """Give the reset of a second factor its address."""
    return [path("users/second-factor/<int:pk>/", ResetSecondFactorView.as_view(), name="clinic_reset_second_factor")]


@hooks.register("register_user_listing_buttons")
def account_buttons(user: User, request_user: Any) -> list[Button]:
    """Offer the reset in the list of users."""
    return second_factor_buttons(user, request_user)


@hooks.register("register_account_menu_item")
def sign_in_menu(_request: Any) -> dict[str, Any]:
    """Link from the account page of the admin to password and second factors."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Password and second factor"),
        "help_text": _("Change your password, authenticator app, passkeys and recovery codes."),
    }


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name what is written down about accounts."""
    actions.register_action(
        "clinic.reset_second_factor", _("Reset second factor"), _("Second factor reset, sessions ended")
    )
