"""Which reminders have been owed, so that each is owed once."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from articles.review.models.sign_offs import SignOff


class ReviewReminder(models.Model):
    """A reminder that was owed: so many ``days`` before a signature lapses (0: when it has), or of a held schedule."""

    sign_off = models.ForeignKey(SignOff, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField(_("days before"), default=0)
    owed_at = models.DateTimeField(_("owed at"), db_default=Now())

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sign_off", "days"], name="one_reminder_per_span"),
            models.UniqueConstraint(fields=["revision"], name="one_reminder_per_schedule"),
            models.CheckConstraint(
                condition=models.Q(sign_off=None) ^ models.Q(revision=None), name="reminder_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign_off or self.revision} · {self.days}"
