"""The form with which a reviewer decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.review.models import Decision

DECISIONS = [
    (Decision.APPROVED, _("Approve and sign")),
    (Decision.CHANGES_REQUESTED, _("Request changes")),
]
YES, NO = "yes", "no"
ANSWERS = [(YES, _("Yes")), (NO, _("No")), ("does-not-apply", _("Does not apply"))]
LONGEST_NOTE = 1000


class SignOffForm(forms.Form):
    """A decision on the edition whose ``digest`` was shown, with an answer and a note to each of ``questions``.

    ``questions`` are ``{"text", "help"}`` as the clinic has set them.
    """

    digest = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(label=_("Your decision"), choices=DECISIONS, widget=forms.RadioSelect)
    declared = forms.BooleanField(label=_("I declare this"), required=False)
    comment = forms.CharField(
        label=_("Note to the editors"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, questions: Sequence[Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, question in enumerate(questions):
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=question["text"],
                help_text=question["help"],
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{number}"] = forms.CharField(
                label=_("Note on: %(question)s") % {"question": question["text"]},
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.TextInput(attrs={"placeholder": _("Note")}),
            )

    @property
    def checklist(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each question: answer and note."""
        return [(self[f"answer_{number}"], self[f"note_{number}"]) for number in range(len(self.questions))]

    @property
    def answers(self) -> list[dict[str, str]]:
        """What was answered, as it is kept with the signature."""
        return [
            {
                "question": question["text"],
                "answer": self.cleaned_data[f"answer_{number}"],
                "note": self.cleaned_data[f"note_{number}"],
            }
            for number, question in enumerate(self.questions)
        ]

    def clean(self) -> dict[str, Any]:
        """An approval needs the declaration and every answer; a request for changes needs to say which."""
        cleaned = super().clean() or {}
        decision = cleaned.get("decision")
        if decision == Decision.APPROVED:
            if not cleaned.get("declared"):
                self.add_error("declared", _("Tick the declaration to sign."))
            for number in range(len(self.questions)):
                self._check_answer(cleaned, number)
        if decision == Decision.CHANGES_REQUESTED and not cleaned.get("comment"):
            self.add_error("comment", _("Say what should change."))
        return cleaned

    def _check_answer(self, cleaned: Mapping[str, Any], number: int) -> None:
        answer = cleaned.get(f"answer_{number}")
        if not answer:
            self.add_error(f"answer_{number}", _("Answer this before you sign."))
        elif answer == NO and not cleaned.get(f"note_{number}"):
            self.add_error(f"note_{number}", _("Say why you sign all the same."))
