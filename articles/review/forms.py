"""The form with which a reviewer decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.review.models import Decision

DECISIONS = [
    (Decision.APPROVED, _("Approve and sign")),
    (Decision.CHANGES_REQUESTED, _("Request changes")),
]


class SignOffForm(forms.Form):
    """A decision on the edition whose ``digest`` was shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(label=_("Your decision"), choices=DECISIONS, widget=forms.RadioSelect)
    declared = forms.BooleanField(label=_("I declare this"), required=False)
    comment = forms.CharField(
        label=_("Note to the editors"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        """An approval needs the declaration; a request for changes needs to say which."""
        cleaned = super().clean() or {}
        decision = cleaned.get("decision")
        if decision == Decision.APPROVED and not cleaned.get("declared"):
            self.add_error("declared", _("Tick the declaration to sign."))
        if decision == Decision.CHANGES_REQUESTED and not cleaned.get("comment"):
            self.add_error("comment", _("Say what should change."))
        return cleaned
