"""Requests and those who handle them, made without walking through the pages."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

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


def act(browser: Client, request: ConsultationRequest, name: str, **fields: Any) -> Any:
    """Carry out an act as the request's screen does."""
    version = fields.pop("version", ConsultationRequest.objects.get(pk=request.pk).version)
    return browser.post(reverse("intake_act", args=(request.pk,)), {"act": name, "version": version, **fields})
