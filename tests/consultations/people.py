"""Requests and those who handle them, made without walking through the pages."""

from typing import Any

from django.contrib.auth.models import Group

from clinic.accounts.models import User
from clinic.consultations.models import ConsultationRequest
from clinic.consultations.services import Submission, receive


def make_request(**answers: Any) -> ConsultationRequest:
    """Make a request as its form does."""
    defaults = {"kind": "contact", "name": "Sam Ortega", "phone": "+12065550142", "email": "sam@example.org"}
    return receive(Submission(**{**defaults, **answers})).request


def member(email: str, *groups: str, is_superuser: bool = False) -> User:
    """Make an account in these groups."""
    user = User.objects.create_user(email, is_superuser=is_superuser, is_staff=is_superuser)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user
