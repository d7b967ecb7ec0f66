"""Sign-offs: a qualified person answers for the exact words of an edition."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.editions.models import Edition


class Decision(models.TextChoices):
    """What a reviewer decided."""

    APPROVED = "approved", _("Approved")
    CHANGES_REQUESTED = "changes-requested", _("Changes requested")
    WITHDRAWN = "withdrawn", _("Signature withdrawn")


class SignOff(models.Model):
    """A reviewer's decision on one edition, with the credential held at that moment.

    Append-only. A trigger sets the time, links the row to the page's previous one and refuses an approval by someone
    who contributed, whose licence does not hold, or who is not the signed-in person. Sample rows carry a date of their
    own and are marked wherever they are shown.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="sign_offs")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sign_offs")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="sign_offs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs")
    credential = models.ForeignKey("people.Credential", on_delete=models.PROTECT, related_name="sign_offs")
    name = models.CharField(_("name as printed"), max_length=200)
    credential_title = models.CharField(max_length=120)
    credential_issuer = models.CharField(max_length=160)
    credential_jurisdiction = models.CharField(max_length=80)
    credential_number = models.CharField(max_length=60)
    credential_valid_until = models.DateField(null=True)
    credential_checked_by = models.CharField(max_length=120)
    credential_checked_where = models.CharField(max_length=255)
    decision = models.CharField(_("decision"), max_length=20, choices=Decision)
    declaration = models.TextField(_("declaration"))
    declaration_version = models.CharField(max_length=12)
    answers = models.JSONField(default=list)
    comment = models.TextField(_("comment"), blank=True)
    signed_at = models.DateTimeField(_("signed at"), db_default=Now())
    valid_until = models.DateField(_("valid until"), null=True)
    is_sample = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-pk"]
        default_permissions = ("add", "view")
        constraints = [models.UniqueConstraint(fields=["page", "previous_hash"], name="sign_offs_do_not_fork")]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_decision_display()} · {self.edition}"
