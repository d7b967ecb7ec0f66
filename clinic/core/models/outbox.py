"""Mail that is owed: written in the transaction that owes it, sent afterwards, never lost."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OwedMail(models.Model):
    """One mail that is owed, or was. ``about`` holds ids alone: words and addresses are looked up when it is sent.

    So nothing personal stands here, and who has gone in the meantime gets nothing.
    """

    kind = models.CharField(_("kind"), max_length=60)
    about = models.JSONField(default=dict)
    owed_since = models.DateTimeField(_("owed since"), db_default=Now())
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled at"), null=True)

    class Meta:
        verbose_name = _("owed mail")
        verbose_name_plural = _("owed mail")
        default_permissions = ()
        indexes = [models.Index(fields=["next_try_at"], condition=models.Q(settled_at=None), name="mail_still_owed")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.pk}"
