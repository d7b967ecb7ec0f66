"""Errors that readers have read, and what was done about them."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable


class Severity(models.TextChoices):
    """How grave an error was."""

    WORDING = "wording", _("Wording: nobody was told anything false")
    FACT = "fact", _("Fact: something was wrong or missing")
    SAFETY = "safety", _("Safety: acting on it could have harmed someone")


class Correction(Orderable):
    """A published error: what was wrong, what it says now. A subclass adds the page.

    It is part of the words that are signed.
    """

    was_wrong = models.TextField(_("what was wrong"), max_length=1000)
    now_says = models.TextField(_("what it says now"), max_length=1000)
    severity = models.CharField(_("how grave"), max_length=10, choices=Severity, default=Severity.FACT)
    noted_on = models.DateField(_("noted on"), default=timezone.localdate)

    panels = [
        FieldPanel("was_wrong"),
        FieldPanel("now_says"),
        FieldRowPanel([FieldPanel("severity"), FieldPanel("noted_on")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.was_wrong

    def frozen(self) -> dict[str, Any]:
        """Return what an edition keeps of it."""
        return {
            "was_wrong": self.was_wrong,
            "now_says": self.now_says,
            "severity": self.severity,
            "severity_label": self.get_severity_display(),
            "noted_on": self.noted_on.isoformat(),
        }


def corrections_panel() -> InlinePanel:
    """Return the panel in which a correction is noted."""
    return InlinePanel(
        "corrections",
        label=_("Correction"),
        heading=_("Corrections"),
        help_text=_("For an error that readers have read. It stands on the page, and is signed with it."),
    )
