"""A form as readers would see it, while its words or the settings are being written."""

from typing import Any

from django.http import HttpRequest

from clinic.consultations.definitions import define, with_words
from clinic.consultations.models.requests import Kind
from clinic.consultations.models.settings import IntakeForm, IntakeSettings
from clinic.consultations.views import FORMS
from clinic.consultations.words import TITLES


def preview_context(
    request: HttpRequest, kind: Kind, *, written: IntakeForm | None = None, chosen: IntakeSettings | None = None
) -> dict[str, Any]:
    """Return what a form's template needs, with the words or settings that are not saved yet in place of the saved."""
    definition = define(request, kind, chosen)
    if written is not None:
        definition = with_words(definition, written)
    return {
        "definition": definition,
        "frame": definition.frame,
        "title": TITLES[kind],
        "form": FORMS[kind](definition=definition),
    }
