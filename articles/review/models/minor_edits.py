"""Edits that need no new signature, and their being taken back."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.editions.models import Edition
from articles.review.models.chained import ChainedRow


class MinorEdit(ChainedRow):
    """An edition differs from a signed one by spelling alone, so the signature answers for it as well.

    ``changes`` lists what differs, as ``{"before": …, "after": …}``. A trigger refuses one that starts from an edition
    whose signature does not hold, or whose words differ by more than one word of nearly the same letters.
    """

    from_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="minor_edits")
    to_edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="minor_edit")
    changes = models.JSONField(default=list)
    made_at = models.DateTimeField(_("made at"), db_default=Now())

    class Meta(ChainedRow.Meta):
        verbose_name = _("minor edit")
        verbose_name_plural = _("minor edits")
        constraints = [
            *ChainedRow.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(from_edition=models.F("to_edition")), name="minor_edit_changes_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_edition} → {self.to_edition}"


class MinorEditVoid(ChainedRow):
    """A reviewer does not stand behind a minor edit: the signature no longer answers for it."""

    minor_edit = models.OneToOneField(MinorEdit, on_delete=models.PROTECT, related_name="void")
    voided_at = models.DateTimeField(_("voided at"), db_default=Now())

    class Meta(ChainedRow.Meta):
        verbose_name = _("voided minor edit")
        verbose_name_plural = _("voided minor edits")

    def __str__(self) -> str:
        return str(self.minor_edit)
