"""What stands between a text and its readers from one moment to the next."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.editions.models import Edition
from articles.review.models.chained import ChainedRow


class Withholding(ChainedRow):
    """An edition, or one picture, is shown no more; ``why`` tells readers. Its digest stays on record.

    ``picture_sha256`` empty: every edition of the page with the words of ``edition``. Otherwise that picture in every
    edition that prints it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="withholdings")
    picture_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    since = models.DateTimeField(_("since"), db_default=Now())

    class Meta(ChainedRow.Meta):
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")

    def __str__(self) -> str:
        return f"{self.edition} · {self.picture_sha256[:12]}" if self.picture_sha256 else str(self.edition)


class Withdrawal(ChainedRow):
    """An article is withdrawn: its address stays, with ``why``. It ends when an edition signed later is published."""

    since = models.DateTimeField(_("since"), db_default=Now())

    class Meta(ChainedRow.Meta):
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return f"{self.page} · {self.since:%Y-%m-%d}"


class WarningText(models.TextChoices):
    """What an urgent warning says. The words are fixed, so that nobody has to find them in a hurry."""

    BEING_CHECKED = (
        "being-checked",
        _("We are checking a part of this text. Until we have, please decide nothing by it alone."),
    )
    ERROR_FOUND = (
        "error-found",
        _("We have found an error in this text and are correcting it. Please decide nothing by it alone."),
    )
    NEW_SAFETY_INFORMATION = (
        "new-safety-information",
        _("There is new information on safety that this text does not hold yet. Please ask a clinician before acting."),
    )


class UrgentWarning(ChainedRow):
    """A fixed warning above a live text; without ``warning`` the row lifts what was put there. The newest row decides.

    ``why`` is what the reader is told besides.
    """

    warning = models.CharField(_("warning"), max_length=30, choices=WarningText, blank=True)
    put_at = models.DateTimeField(_("put at"), db_default=Now())

    class Meta(ChainedRow.Meta):
        verbose_name = _("urgent warning")
        verbose_name_plural = _("urgent warnings")

    def __str__(self) -> str:
        return self.get_warning_display() or str(_("Warning lifted"))
