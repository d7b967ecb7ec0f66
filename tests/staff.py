"""Signing staff in without walking through the sign-in pages."""

from allauth.mfa.models import Authenticator
from django.test import Client

from clinic.accounts.models import User
from clinic.accounts.second_factor import SESSION_KEY


def let_in(client: Client, user: User) -> Client:
    """Sign ``user`` in, as if they had shown an authenticator app's code, and return the browser."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
    client.force_login(user)
    session = client.session
    session[SESSION_KEY] = user.pk
    session.save()
    return client
