"""What staff see of signing in and of their own account, with an account and a passkey made for it."""

from collections.abc import Iterator
from functools import cache
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.urls import reverse

from clinic.accounts.models import User
from clinic.accounts.roles import EDITORS
from clinic.accounts.services import SampleAccess, make_sample_account
from tests.bench.pictures.shots import Chapter, Shot
from tests.browser.desk import Desk
from tests.browser.passkeys import add_authenticator
from tests.browser.walking import follow

LOGIN, FACTORS = "/account/login/", "/account/2fa/"
MOST_GUESSES = 10  # an account is locked before that


@cache
def _staff() -> SampleAccess:
    """Somebody with an authenticator app."""
    return make_sample_account(email="alex@example.org", name="Alex Sample", groups=[EDITORS])


@cache
def _codes() -> Iterator[str]:
    """Their recovery codes: looks follow each other faster than the app's codes change, and each works once."""
    return iter(_staff().recovery_codes)


@cache
def _newcomer() -> SampleAccess:
    """Somebody who has chosen a password and nothing else yet."""
    access = make_sample_account(email="robin@example.org", name="Robin Sample", groups=[EDITORS])
    Authenticator.objects.filter(user__email=access.email).delete()
    return access


@cache
def _invited() -> User:
    """Somebody who has not chosen a password yet."""
    access = make_sample_account(email="kim@example.org", name="Kim Sample", groups=[EDITORS])
    user = User.objects.get(email=access.email)
    user.set_unusable_password()
    user.save()
    return user


def _link() -> str:
    """Return the address that the mail to somebody invited holds."""
    user = _invited()
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )


def _passkey(act: str) -> str:
    """Return the address of an act on the passkey."""
    row = Authenticator.objects.get(user__email=_staff().email, type=Authenticator.Type.WEBAUTHN)
    return f"{FACTORS}webauthn/keys/{row.pk}/{act}/"


def _give_password(desk: Desk, access: SampleAccess) -> None:
    desk.page.get_by_label("Email", exact=True).fill(access.email)
    desk.page.get_by_label("Password", exact=True).fill(access.password)
    follow(desk.page, desk.page.get_by_role("button", name="Sign in", exact=True))


def _ask_for_the_code(desk: Desk) -> None:
    _give_password(desk, _staff())


def _sign_in(desk: Desk) -> None:
    _give_password(desk, _staff())
    desk.page.get_by_label("Code from your app").fill(next(_codes()))
    follow(desk.page, desk.page.get_by_role("button", name="Sign in", exact=True))
    desk.open(f"{FACTORS}webauthn/add/")  # asks first who one is, and the pages after it do not
    desk.page.get_by_label("Password", exact=True).fill(_staff().password)
    follow(desk.page, desk.page.get_by_role("button", name="Confirm"))
    if not Authenticator.objects.filter(user__email=_staff().email, type=Authenticator.Type.WEBAUTHN).exists():
        _add_passkey(desk)
    desk.open(FACTORS)


def _add_passkey(desk: Desk) -> None:
    add_authenticator(desk.page)
    desk.page.get_by_label("Name").fill("my phone")
    desk.page.get_by_role("button", name="Make the passkey").click()
    desk.page.get_by_text("You have 1 passkey.").wait_for()


def _begin(desk: Desk) -> None:
    _give_password(desk, _newcomer())


def _guess(desk: Desk) -> None:
    name = f"{uuid4()}@example.org"  # who is locked out already is told so in another way
    for _attempt in range(MOST_GUESSES):
        desk.page.get_by_label("Email", exact=True).fill(name)
        desk.page.get_by_label("Password", exact=True).fill("a guess")
        with desk.page.expect_navigation() as next_page:
            desk.page.get_by_role("button", name="Sign in", exact=True).click()
        if next_page.value and next_page.value.status == 429:
            return
    raise RuntimeError("Nobody is locked out.")


def _ask_for_a_link(desk: Desk) -> None:
    desk.page.get_by_label("Email").fill("sam@example.org")
    follow(desk.page, desk.page.get_by_role("button", name="Send the link"))


def _sit_invited(desk: Desk) -> None:
    desk.sit_down(_invited())
    desk.open("/account/password/set/")


ACCOUNT = Chapter(
    "screenshots-account.md",
    "What signing in looks like",
    "Signing in and one's own account, in both themes, on a desk of 1280 pixels and on a phone of 390. The keys and"
    " codes are those of a site that was thrown away afterwards. How it works: [accounts](accounts.md). The rest:"
    " [what readers see](screenshots.md).",
    (
        Shot("sign-in", "Signing in", "account/login.html", LOGIN),
        Shot("locked", "After too many wrong passwords", "account/locked.html", LOGIN, after=_guess),
        Shot("inactive", "An account that is switched off", "account/account_inactive.html", "/account/inactive/"),
        Shot("reset", "Asking for a new password", "account/password_reset.html", "/account/password/reset/"),
        Shot(
            "reset-sent",
            "After asking",
            "account/password_reset_done.html",
            "/account/password/reset/",
            after=_ask_for_a_link,
        ),
        Shot("reset-link", "The link that was mailed", "account/password_reset_from_key.html", _link),
        Shot(
            "reset-link-old",
            "A link that no longer works",
            "account/password_reset_from_key.html",
            "/account/password/reset/key/1-old/",
        ),
        Shot(
            "reset-done",
            "After choosing the new password",
            "account/password_reset_from_key_done.html",
            "/account/password/reset/key/done/",
        ),
        Shot("set-password", "A first password", "account/password_set.html", LOGIN, after=_sit_invited),
        Shot("first-factor", "Before the first second factor", "mfa/index.html", LOGIN, after=_begin),
        Shot(
            "set-up-app",
            "Setting up an authenticator app",
            "mfa/totp/activate_form.html",
            f"{FACTORS}totp/activate/",
            who=None,
        ),
        Shot("second-factor", "The second factor", "mfa/authenticate.html", LOGIN, after=_ask_for_the_code),
        Shot("factors", "Password and second factor", "mfa/index.html", LOGIN, after=_sign_in),
        Shot(
            "recovery-codes",
            "Recovery codes",
            "mfa/recovery_codes/index.html",
            f"{FACTORS}recovery-codes/",
            who=None,
        ),
        Shot(
            "new-recovery-codes",
            "New recovery codes",
            "mfa/recovery_codes/generate.html",
            f"{FACTORS}recovery-codes/generate/",
            who=None,
        ),
        Shot("passkeys", "Passkeys", "mfa/webauthn/authenticator_list.html", f"{FACTORS}webauthn/", who=None),
        Shot("add-passkey", "Adding a passkey", "mfa/webauthn/add_form.html", f"{FACTORS}webauthn/add/", who=None),
        Shot("rename-passkey", "Renaming one", "mfa/webauthn/edit_form.html", lambda: _passkey("edit"), who=None),
        Shot(
            "remove-passkey",
            "Removing one",
            "mfa/webauthn/authenticator_confirm_delete.html",
            lambda: _passkey("remove"),
            who=None,
        ),
        Shot(
            "remove-app",
            "Removing the app",
            "mfa/totp/deactivate_form.html",
            f"{FACTORS}totp/deactivate/",
            who=None,
        ),
        Shot(
            "change-password",
            "Changing the password",
            "account/password_change.html",
            "/account/password/change/",
            who=None,
        ),
        Shot(
            "confirm-password",
            "Confirming by the password that it is you",
            "account/reauthenticate.html",
            "/account/reauthenticate/",
            who=None,
        ),
        Shot(
            "confirm-code",
            "Confirming by a code",
            "mfa/reauthenticate.html",
            f"{FACTORS}reauthenticate/",
            who=None,
        ),
        Shot(
            "confirm-passkey",
            "Confirming by a passkey",
            "mfa/webauthn/reauthenticate.html",
            f"{FACTORS}webauthn/reauthenticate/",
            who=None,
        ),
        Shot("sign-out", "Signing out", "account/logout.html", "/account/logout/", who=None),
    ),
)
