"""The form with which a reader reports a problem, and the one with which an editor settles it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.reports.models import Outcome, ProblemReport, ReportKind

LONGEST = ProblemReport._meta.get_field("what").max_length or 0


class ReportForm(forms.Form):
    """What is wrong, and where. ``website`` is the honeypot."""

    what = forms.CharField(
        label=_("What is wrong"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text=_("Please nothing about your own health, and no names: this is about the text alone."),
        error_messages={
            "required": _("Say what is wrong."),
            "max_length": _("Keep it to %(limit_value)d characters; it has %(show_value)d."),
        },
    )
    where = forms.CharField(
        label=_("Where on the page"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("A heading, a few words of the sentence, or the number of a source."),
        error_messages={"max_length": _("Keep it to %(limit_value)d characters; it has %(show_value)d.")},
    )
    kind = forms.ChoiceField(
        label=_("What sort of problem it is"),
        choices=ReportKind,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    website = forms.CharField(required=False)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def words(self) -> dict[str, str]:
        """Return what is kept of a valid form."""
        return {name: self.cleaned_data[name] for name in ("what", "where", "kind")}


class SettleForm(forms.Form):
    """What came of a report."""

    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Outcome, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For colleagues. Readers do not see it."),
    )
