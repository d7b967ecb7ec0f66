"""The answers of a request in words, by the questions of the forms."""

from collections.abc import Mapping
from typing import Any

from django import forms

from clinic.consultations.forms import ConsultationForm, InsuranceForm, PersonForm, QuestionForm, ReferralForm

FORMS: tuple[type[PersonForm], ...] = (ConsultationForm, InsuranceForm, ReferralForm, QuestionForm)


def answers_in_words(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return question and answer, in the order in which the forms ask. A question that is gone keeps its name."""
    fields = {name: field for form in FORMS for name, field in form.base_fields.items()}
    order = list(dict.fromkeys(name for form in FORMS for name in form.order))
    asked = sorted(answers.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))
    return [
        (str(fields[name].label) if name in fields else name, _said(fields.get(name), value)) for name, value in asked
    ]


def _said(field: forms.Field | None, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # flat pairs in every form
    if value is True:
        return str(dict(ConsultationForm.base_fields["adult"].choices)["yes"])  # type: ignore[attr-defined]  # a choice
    return str(value)
