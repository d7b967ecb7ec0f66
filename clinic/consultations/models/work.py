"""What the forms and the inbox keep for a while."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class InboxSearch(models.Model):
    """What a search found, at an address that does not tell what was looked for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    found = ArrayField(models.UUIDField())

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class InboxLook(models.Model):
    """When a member of staff last looked at the list, so that it can mark what is new since."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"
