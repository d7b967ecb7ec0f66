"""How strong the evidence for a statement is, in the words of the table and in GRADE's four steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Strength(models.TextChoices):
    """Certainty of the evidence (GRADE: Guyatt 2008, BMJ 336:924), in words that readers know."""

    HIGH = "high", _("Strong evidence")
    MODERATE = "moderate", _("Moderate evidence")
    LOW = "low", _("Limited evidence")
    VERY_LOW = "very-low", _("Very limited evidence")


def strength_label(strength: str) -> str:
    """Return the word for a strength in the language in use; empty where the statement is not graded."""
    return str(Strength(strength).label) if strength else ""
