"""Requests and those who handle them, made without walking through the pages."""

from typing import Any

from clinic.consultations.models import ConsultationRequest
from clinic.consultations.services import Submission, receive


def make_request(**answers: Any) -> ConsultationRequest:
    """Make a request as its form does."""
    defaults = {"kind": "contact", "name": "Sam Ortega", "phone": "+12065550142", "email": "sam@example.org"}
    return receive(Submission(**{**defaults, **answers})).request
