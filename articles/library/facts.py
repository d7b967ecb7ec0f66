"""What a treatment's page holds, row by row: facts, and what the regulator says of each use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from articles.editions.freezing import Freezer
from articles.library.strength import Strength, strength_label
from articles.library.vocabulary import Aspect, Indication
from articles.text_features import RICH_TEXT

NO_FACT = {"html": "", "strength": "", "strength_label": ""}


class TreatmentFact(models.Model):
    """What is known of one aspect of a treatment. Without a citation it is not printed."""

    page = ParentalKey("articles.TreatmentPage", on_delete=models.CASCADE, related_name="facts")
    aspect = models.ForeignKey(Aspect, verbose_name=_("aspect"), on_delete=models.PROTECT, related_name="facts")
    text = RichTextField(
        _("text"),
        features=RICH_TEXT,
        blank=True,
        max_length=1200,
        help_text=_("Short, and right in any table. Without a cited source it is not printed."),
    )
    strength = models.CharField(
        _("strength of evidence"),
        max_length=10,
        choices=Strength,
        blank=True,
        help_text=_("Of the sources cited, for this statement. Leave empty for what is not graded, such as a label."),
    )

    panels = [FieldPanel("aspect", widget=forms.Select), FieldPanel("text"), FieldPanel("strength")]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "aspect"],
                name="one_fact_per_aspect",
                deferrable=models.Deferrable.DEFERRED,  # two drafts may have swapped their aspects
                violation_error_message=_("There is a fact for this aspect already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.aspect)

    def frozen(self, freezer: Freezer) -> dict[str, Any]:
        """Return what an edition keeps: text and strength, both empty where no source is cited."""
        html = freezer.html(self.text)
        if 'class="cite"' not in html:
            return NO_FACT
        return {"html": html, "strength": self.strength, "strength_label": strength_label(self.strength)}


class Standing(models.TextChoices):
    """What the regulator says of a use."""

    APPROVED = "approved", _("Approved")
    OFF_LABEL = "off-label", _("Off-label")
    NOT_APPROVED = "not-approved", _("Not approved")


class RegulatoryStatus(Orderable):
    """What a treatment's use for one indication is in the eyes of the US regulator, with the source that says so."""

    page = ParentalKey("articles.TreatmentPage", on_delete=models.CASCADE, related_name="statuses")
    indication = models.ForeignKey(
        Indication, verbose_name=_("used for"), on_delete=models.PROTECT, related_name="statuses"
    )
    status = models.CharField(_("status"), max_length=12, choices=Standing)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("For example: in adults, with an oral antidepressant.")
    )
    reference = models.ForeignKey(
        "articles.Reference", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(_("checked on"), help_text=_("When somebody last read it there."))

    panels = [
        FieldRowPanel([FieldPanel("indication", widget=forms.Select), FieldPanel("status")]),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("reference"), FieldPanel("checked_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("regulatory status")
        verbose_name_plural = _("regulatory statuses")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "indication"],
                name="one_status_per_indication",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("There is a status for this use already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indication}: {self.get_status_display()}"

    def clean(self) -> None:
        """Refuse a day that has not come."""
        super().clean()
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("That day has not come yet.")})

    def frozen(self, indication: Indication, freezer: Freezer) -> dict[str, Any]:
        """Return what an edition keeps of this status. ``indication`` is its own, loaded with those of the others."""
        return {
            "indication": indication.key,
            "name": indication.name,
            "in_sentence": indication.in_sentence,
            "status": self.status,
            "label": str(Standing(self.status).label),
            "note": self.note,
            "citation": freezer.cite(self.reference_id),
            "checked_on": self.checked_on.isoformat(),
        }
