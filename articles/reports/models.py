"""What readers report, and how it was settled."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """What sort of problem it is, as the reader sees it."""

    WRONG = "wrong", _("Something is wrong or out of date")
    SOURCE = "source", _("A source or a link does not fit, or does not work")
    UNCLEAR = "unclear", _("Something is hard to understand")
    BROKEN = "broken", _("Something on the page does not work for me")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """What the editorial desk made of it."""

    CHANGED = "changed", _("The text is being changed, or has been")
    NO_CHANGE = "no_change", _("Nothing has to change")
    PERSONAL = "personal", _("It tells of somebody's health: its words are erased now")
    SPAM = "spam", _("Spam: its words are erased now")


ERASING = (Outcome.PERSONAL, Outcome.SPAM)


class ProblemReport(models.Model):
    """One report on the edition that was read. Nobody is asked who they are, and nothing of it is kept.

    ``doubts`` says why it may be spam. ``form_token`` is the number of the form that was handed out, ``digest`` the
    SHA-256 of what was written in it: the same form sent twice is one report, and with other words a second one.
    """

    edition = models.ForeignKey("articles.Edition", on_delete=models.PROTECT, related_name="problem_reports")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind, blank=True)
    where = models.CharField(_("where"), max_length=200, blank=True)
    what = models.TextField(_("what is wrong"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=10)
    received_at = models.DateTimeField(_("received"), db_default=Now())
    form_token = models.UUIDField()
    digest = models.CharField(max_length=64)
    doubts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")
        default_permissions = ("change",)
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], condition=Q(settled_at=None), name="reports_to_settle"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["form_token", "digest"], name="a_form_sent_twice_is_one_report"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | (Q(settled_at__isnull=False) & Q(outcome__in=Outcome.values)),
                name="settled_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(what="") | Q(outcome__in=ERASING), name="words_are_there_unless_erased"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.received_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it yet."""
        return self.settled_at is None
