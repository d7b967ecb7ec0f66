"""The forms with which a text is warned of, withheld, withdrawn, or changed by spelling alone."""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.editions.models import Edition
from articles.review.models import WarningText
from articles.review.shown import withheld_pictures

WHOLE = "whole"


class ReasonForm(forms.Form):
    """Why, in words that readers or the record will show."""

    why = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("In plain words.")
    )


class OptionalReasonForm(forms.Form):
    """Why, where that may go without saying."""

    why = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class WarningForm(forms.Form):
    """Which fixed warning, and what is said besides."""

    warning = forms.ChoiceField(label=_("Warning"), choices=WarningText, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands below the warning. Leave it empty rather than write it in a hurry."),
    )


class WithholdForm(ReasonForm):
    """The whole edition or one of its pictures, and why."""

    what = forms.ChoiceField(label=_("What is withheld"), widget=forms.RadioSelect)
    field_order = ("what", "why")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = withheld_pictures()
        pictures = {
            sha256: _("The picture: %(alt)s") % {"alt": alt}
            for sha256, alt in pictures_in(json.loads(edition.snapshot))
            if sha256 not in held
        }
        self.fields["what"].choices = [(WHOLE, _("The whole edition")), *pictures.items()]  # type: ignore[attr-defined]  # of a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Turn the choice into what the service takes."""
        cleaned = super().clean() or {}
        what = cleaned.get("what", WHOLE)
        return {**cleaned, "picture_sha256": "" if what == WHOLE else what}


def pictures_in(content: Any) -> Iterator[tuple[str, str]]:
    """Return SHA-256 and description of every picture of an edition."""
    if isinstance(content, dict):
        if "sha256" in content:
            yield content["sha256"], content["alt"]
        for value in content.values():
            yield from pictures_in(value)
    elif isinstance(content, list):
        for item in content:
            yield from pictures_in(item)
