"""Data keys, wrapped. This table and the contact index are left out of the main backup."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class KeyPurpose(models.TextChoices):
    """What a wrapped key is for. There is one for each request, and one of each of the others."""

    REQUEST = "request", _("a request")
    INDEX = "index", _("finding contacts")
    SEAL = "seal", _("signing the audit")


class WrappedKey(models.Model):
    """A key under a key-encryption key. Deleting the row makes what it sealed unreadable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    purpose = models.CharField(max_length=10, choices=KeyPurpose)
    wrapped = models.BinaryField()
    kek_id = models.CharField(max_length=16, db_index=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"], condition=~models.Q(purpose=KeyPurpose.REQUEST), name="one_index_and_one_seal_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
