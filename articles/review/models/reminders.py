"""Which reminders have been owed, so that each is owed once."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.review.models.sign_offs import SignOff


class ReviewReminder(models.Model):
    """A reminder that was owed: so many ``days`` before a signature lapses, or 0 when it has."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField(_("days before"))
    owed_at = models.DateTimeField(_("owed at"), db_default=Now())

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["sign_off", "days"], name="one_reminder_per_span")]

    def __str__(self) -> str:
        return f"{self.sign_off} · {self.days}"
