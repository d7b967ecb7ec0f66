"""A form with a field of every sort."""

from typing import Any

from django import forms

from articles.library.compare_views import CompareForm

CHOICES = [("one", "One"), ("two", "Two")]


class EverySortForm(forms.Form):
    """One field of each sort that the site's forms use."""

    text = forms.CharField(label="A line of text", help_text="What belongs here.")
    optional = forms.CharField(label="A line that may be left out", required=False)
    long = forms.CharField(label="Several lines", widget=forms.Textarea(attrs={"rows": 3}))
    select = forms.ChoiceField(label="One of a list", choices=CHOICES)
    radio = forms.ChoiceField(label="One of a few", choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(label="Several of a few", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField(label="A box to tick", required=False)
    hidden = forms.CharField(required=False, widget=forms.HiddenInput)


def empty() -> EverySortForm:
    """Return the form as it is first shown."""
    return EverySortForm()


def wrong() -> EverySortForm:
    """Return the form sent without an answer."""
    form = EverySortForm({})
    form.add_error(None, "Something that concerns the whole form.")
    return form


def compare(**options: Any) -> CompareForm:
    """Return the form for comparing, of no treatment."""
    return CompareForm([], {"cost": "What it costs"}, **options)
