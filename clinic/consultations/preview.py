"""A form as readers would see it, while its words are being written."""

from typing import Any

from django.http import HttpRequest

from clinic.consultations.definitions import load_definition, with_words
from clinic.consultations.models.requests import Kind
from clinic.consultations.models.settings import IntakeForm
from clinic.consultations.views import FORMS
from clinic.consultations.words import TITLES


def preview_context(request: HttpRequest, written: IntakeForm) -> dict[str, Any]:
    """Return what the form's template needs, with these words and the settings as they are."""
    kind = Kind(written.kind) if written.kind in Kind.values else Kind.CONTACT
    definition = with_words(load_definition(request, kind), written)
    return {
        "definition": definition,
        "frame": definition.frame,
        "title": TITLES[kind],
        "form": FORMS[kind](definition=definition),
    }
