"""Second factors as typed: throttled in the database and good for one use."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from clinic.accounts.throttling import count_failure, is_locked_out


class OneUseCodeMixin:
    """Refuses a locked-out visitor, and a code that any process has accepted before.

    allauth remembers used codes in the cache, which is not shared by processes unless it is Redis; here the step of
    the last accepted code is kept with the authenticator.
    """

    user: Any
    authenticator: Authenticator
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code from your app, or a recovery code")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["autocapitalize"] = "off"

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError if it is wrong, used or too many were tried."""
        if is_locked_out(context.request, self.user):
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]  # of the form that this is mixed into
        if self.authenticator.type == Authenticator.Type.TOTP and not spend_code(self.authenticator, code):
            count_failure(context.request, self.user)
            raise get_adapter().validation_error("incorrect_code")
        return code


def spend_code(authenticator: Authenticator, code: str) -> bool:
    """Use up an app's code: true once for each step of 30 seconds, in whichever process."""
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret, last = decrypt(row.data["secret"]), row.data.get("last_step", 0)
        typed = code.replace(" ", "")
        steps = [s for s in yield_hotp_counters_from_time() if format_hotp_value(hotp_value(secret, s)) == typed]
        fresh = [step for step in steps if step > last]
        if not fresh:
            return False
        row.data["last_step"] = authenticator.data["last_step"] = min(fresh)
        row.save(update_fields=["data"])
        return True


class SecondFactorForm(OneUseCodeMixin, AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(OneUseCodeMixin, ReauthenticateForm):
    """Confirming who one is by the second factor."""
