"""The person form in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList

from clinic.people.changes import OWN_RECORD
from clinic.people.forms import CredentialFormSet, PersonForm


class OwnRecordPanel(HelpPanel):
    """Says, to the person it is about only, which fields are not theirs to change."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Show it on one's own record."""
            return super().is_shown() and bool(getattr(self.form, "is_own_record", False))


class CredentialsPanel(InlinePanel):
    """The credentials, behind the form set that guards them."""

    def get_form_options(self) -> dict[str, Any]:
        """Add the form set's class to what Wagtail's panel asks for."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = CredentialFormSet
        return options


person_form = ObjectList(
    [
        OwnRecordPanel(content=OWN_RECORD, template="people/admin/own_record.html"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("post_nominals")]),
                FieldPanel("job_title"),
                FieldPanel("specialties"),
                FieldPanel("portrait"),
            ],
            heading=_("As readers see them"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("user"),
                FieldRowPanel([FieldPanel("orcid"), FieldPanel("npi")]),
                FieldPanel("left_on"),
            ],
            heading=_("Who they are"),
        ),
        CredentialsPanel(
            "credentials",
            heading=_("Credentials"),
            label=_("Credential"),
            help_text=_("Enter only what you have looked up yourself. Every change is kept in the history."),
        ),
        InlinePanel("disclosures", heading=_("Disclosures"), label=_("Disclosure")),
    ],
    base_form_class=PersonForm,
)
