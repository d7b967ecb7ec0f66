"""Acts on accounts."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as steps_around_now
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from wagtail.log_actions import log

from clinic.accounts.models import User


@dataclass(frozen=True)
class SampleAccess:
    """The printed way into a sample account."""

    email: str
    password: str
    totp_secret: str
    recovery_codes: tuple[str, ...]


@transaction.atomic
def make_sample_account(*, email: str, name: str, groups: Iterable[str] = ()) -> SampleAccess:
    """Make an account of the sample site, marked as such, and return its way in, which is kept nowhere else.

    ``name`` is split at its last space; ``groups`` are names of existing groups. Called again for the same address it
    gives that sample account a new way in. Raises ValueError if the address belongs to a real account, and
    ``Group.DoesNotExist`` for an unknown group.
    """
    user = User.objects.filter(email=User.objects.normalize_email(email)).first()
    if user is not None and not user.is_sample:
        raise ValueError(f"{email} belongs to an account that is not a sample.")
    password = secrets.token_urlsafe(15)
    first_name, _, last_name = name.rpartition(" ")
    if user is None:
        user = User.objects.create_user(email, is_sample=True)
    user.first_name, user.last_name, user.is_active = first_name, last_name, True
    user.session_generation += 1
    user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get(name=group) for group in groups])
    Authenticator.objects.filter(user=user).delete()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    return SampleAccess(user.email, password, secret, tuple(codes))


def current_sample_code(email: str) -> str:
    """Return the code that a sample account's authenticator app would show now.

    Raises ValueError, with a sentence to print, for any other account.
    """
    user = User.objects.filter(email=User.objects.normalize_email(email)).first()
    if user is None or not user.is_sample:
        raise ValueError(f"{email} is not a sample account. Codes of real accounts are in their owners' hands only.")
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        raise ValueError(f"{email} has no authenticator app any more. Sign in with a passkey or a recovery code.")
    last = app.data.get("last_step", 0)
    steps = sorted(steps_around_now())
    # Usually the step of now; if that code was used already, the next one, which sign-in takes as well.
    step = next((step for step in steps[len(steps) // 2 :] if step > last), steps[-1])
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), step))


def invite(request: HttpRequest, user: User) -> None:
    """Mail a new colleague the link with which they choose their password."""
    form = ResetPasswordForm(data={"email": user.email})
    if form.is_valid():
        form.save(request)


@transaction.atomic
def reset_second_factor(request: HttpRequest, user: User) -> None:
    """Take away every second factor of an account, end its sessions, write it down and tell its owner.

    The next sign-in, by password, leads to setting up a new one.
    """
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log(user, "clinic.reset_second_factor", user=request.user)
    get_adapter(request).send_notification_mail("account/email/second_factor_reset", user)


def end_sessions(user: User) -> None:
    """Sign an account out everywhere."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])
