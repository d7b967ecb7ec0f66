"""Schedules that could not be kept."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class HeldSchedule(models.Model):
    """A draft whose time has come and which may not go live: it waits, and goes live as soon as it may."""

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="held_schedule"
    )
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    why = models.TextField(_("why"))
    since = models.DateTimeField(_("since"), db_default=Now())

    class Meta:
        verbose_name = _("held schedule")
        verbose_name_plural = _("held schedules")
        default_permissions = ()
        ordering = ["since"]

    def __str__(self) -> str:
        return str(self.page)
