"""What the tables of the record have in common besides editions and sign-offs."""

from django.conf import settings
from django.db import models


class ChainedRow(models.Model):
    """A row of an append-only table about a page, with who wrote it and why.

    A trigger sets the time and links the row to the page's previous one in the same table: ``hash`` covers the row and
    ``previous_hash``, so that none can be changed, dropped or slipped in.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        abstract = True
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "previous_hash"], name="%(class)ss_do_not_fork"),
        ]
