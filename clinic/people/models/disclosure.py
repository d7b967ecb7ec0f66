"""What readers should know of someone's interests."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from clinic.people.validators import validate_not_in_future


class Disclosure(models.Model):
    """An interest that a reader should know of, on the day it was declared."""

    person = ParentalKey("people.Person", on_delete=models.CASCADE, related_name="disclosures")
    text = models.TextField(_("disclosure"), help_text=_("One interest, or that there is nothing to disclose."))
    declared_on = models.DateField(
        _("declared on"),
        validators=[validate_not_in_future],
        help_text=_("Readers see what was declared on the newest day; what is older stays on record here."),
    )

    panels = [FieldPanel("text"), FieldPanel("declared_on")]

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        ordering = ["-declared_on", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]
