"""What is written down for good: consents, the audit, and that something was there once. None of it has content.

These tables only grow, so they name requests and people by id, without a key that a deletion would have to follow.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    """What somebody may allow beyond an answer to their request."""

    VOICEMAIL = "voicemail", _("Voicemail")
    TEXT = "text", _("Text message")
    EMAIL_COPY = "email_copy", _("E-mail with the reference")


class Consent(models.Model):
    """A consent given, or withdrawn by a later row, in the words that were shown."""

    request_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12, choices=ConsentKind)
    given = models.BooleanField()
    wording = models.TextField()
    wording_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind} {self.given}"


class Action(models.TextChoices):
    """What the audit tells of."""

    RECEIVED = "received", _("Received")
    LISTED = "listed", _("Looked at the list")
    VIEWED = "viewed", _("Opened")
    SEARCHED = "searched", _("Searched")
    CALL_SHEET = "call_sheet", _("Printed the call sheet")
    STATUS = "status", _("Changed the status")
    ASSIGNED = "assigned", _("Assigned")
    NOTED = "noted", _("Wrote a note")
    ATTEMPTED = "attempted", _("Tried to reach them")
    JUDGED = "judged", _("Judged a suspicion of spam")
    MERGED = "merged", _("Merged")
    CORRECTED = "corrected", _("Corrected")
    HELD = "held", _("Changed a legal hold")
    HANDED_OVER = "handed_over", _("Handed over")
    EXPORTED = "exported", _("Exported")
    GIVEN_OUT = "given_out", _("Gave the person their data")
    ERASED = "erased", _("Erased")
    PURGED = "purged", _("Purged")
    BY_PERSON = "by_person", _("Changed by the person")
    REFUSED = "refused", _("Refused")
    UNREADABLE = "unreadable", _("Could not be decrypted")
    KEYS_ROTATED = "keys_rotated", _("Rewrapped keys")


class AuditEntry(models.Model):
    """Who did what, when and why. ``details`` holds names of fields, states and counts, never words of a request."""

    at = models.DateTimeField(db_default=Now())
    action = models.CharField(max_length=14, choices=Action)
    request_id = models.UUIDField(null=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    actor_name = models.CharField(max_length=254, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.actor_name}"


class AuditSeal(models.Model):
    """The signed head of the chain after entries ``first_id`` to ``last_id``: HMAC over its digest."""

    first_id = models.BigIntegerField(unique=True)
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_id__gte=models.F("first_id")), name="a_seal_covers_entries")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} to {self.last_id}"


class Tombstone(models.Model):
    """That there was a request, and why there is none: no content, and nothing that leads to a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=14)
    status = models.CharField(max_length=14)
    received_at = models.DateTimeField()
    gone_at = models.DateTimeField(db_default=Now())
    why = models.CharField(max_length=10, choices=[("retention", _("Retention")), ("erasure", _("Erasure"))])

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.reference
