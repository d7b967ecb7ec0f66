"""Requests from the public."""

import uuid
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic.consultations.data_keys import open_data_key
from clinic.consultations.encryption import DataKey, SealedTextField
from clinic.consultations.references import PATTERN


class Kind(models.TextChoices):
    """Which form a request came by."""

    CONTACT = "contact", _("Question")
    CONSULTATION = "consultation", _("Consultation")
    REFERRAL = "referral", _("Referral")
    INSURANCE = "insurance", _("Insurance")


class Status(models.TextChoices):
    """How far a request has come."""

    NEW = "new", _("New")
    CONTACTED = "contacted", _("Contacted")
    SCHEDULED = "scheduled", _("Scheduled")
    NOT_SUITABLE = "not_suitable", _("Not suitable")
    NO_ANSWER = "no_answer", _("No answer")
    DECLINED = "declined", _("Declined")
    SPAM = "spam", _("Spam")


OPEN = (Status.NEW, Status.CONTACTED)
NOT_PROCEEDING = (Status.NOT_SUITABLE, Status.NO_ANSWER, Status.DECLINED)
FOLLOWED_BY: dict[Status, tuple[Status, ...]] = {
    Status.NEW: tuple(status for status in Status if status is not Status.NEW),
    Status.CONTACTED: (Status.SCHEDULED, *NOT_PROCEEDING, Status.SPAM),
    Status.SCHEDULED: (Status.CONTACTED, *NOT_PROCEEDING),
    Status.NOT_SUITABLE: (Status.CONTACTED,),
    Status.NO_ANSWER: (Status.CONTACTED, Status.SCHEDULED),
    Status.DECLINED: (Status.CONTACTED,),
    Status.SPAM: (Status.NEW,),
}

COUNTED = models.Q(merged_into=None, quarantined=False) & ~models.Q(status=Status.SPAM)  # in the figures


class ConsultationRequest(models.Model):
    """One request. What the person wrote is sealed with a key of its own; the rest is what a list needs.

    ``answers`` is the JSON of every answer that has no field of its own. ``doubts`` says why it is in quarantine.
    ``version`` grows with each change, so that two people cannot overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key_id = models.UUIDField(unique=True)
    reference = models.CharField(_("reference"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    status = models.CharField(_("status"), max_length=14, choices=Status, default=Status.NEW)
    language = models.CharField(_("language"), max_length=10)
    received_at = models.DateTimeField(_("received"))
    promised_at = models.DateTimeField(_("promised by"))
    location = models.ForeignKey(
        "core.Location",
        verbose_name=_("location"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = SealedTextField()
    phone = SealedTextField()
    email = SealedTextField()
    answers = SealedTextField()
    first_contact_at = models.DateTimeField(null=True)
    status_since = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    quarantined = models.BooleanField(_("in quarantine"), default=False)
    doubts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    legal_hold = models.BooleanField(_("legal hold"), default=False)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    form_token = models.UUIDField(unique=True)
    answers_digest = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        default_permissions = ()
        permissions = [
            ("handle_requests", _("Can read and answer requests from the public")),
            ("export_requests", _("Can export requests from the public")),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="requests_newest_first"),
            models.Index(fields=["status", "-received_at", "-id"], name="requests_by_status"),
            models.Index(fields=["assignee", "-received_at", "-id"], name="requests_by_assignee"),
            models.Index(
                fields=["-received_at", "-id"], condition=models.Q(quarantined=True), name="requests_in_quarantine"
            ),
            models.Index(  # holds all that the figures are counted from
                fields=["received_at"],
                include=["kind", "location", "first_contact_at", "promised_at"],
                condition=COUNTED,
                name="requests_in_figures",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(reference__regex=PATTERN), name="reference_is_well_formed"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="request_kind_is_known"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="request_status_is_known"),
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("id")), name="not_merged_into_itself"),
            models.CheckConstraint(
                condition=~models.Q(quarantined=True) | models.Q(status__in=(Status.NEW, Status.SPAM)),
                name="quarantine_is_over_once_judged",
            ),
            models.CheckConstraint(
                condition=models.Q(handed_over_at=None) | models.Q(status=Status.SCHEDULED),
                name="only_scheduled_is_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @cached_property
    def data_key(self) -> DataKey:
        """Return the key of this request. Raises DecryptionError where it is gone or cannot be unwrapped."""
        return open_data_key(self.key_id)


class BelongsToRequest(models.Model):
    """What staff wrote down about a request: sealed with its key, gone with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    request = models.ForeignKey(ConsultationRequest, on_delete=models.CASCADE, related_name="%(class)ss")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    text = SealedTextField()

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ["written_at"]

    def __str__(self) -> str:
        return f"{self.request} · {self.pk}"

    @property
    def data_key(self) -> DataKey:
        """Return the key of the request."""
        return self.request.data_key


class Note(BelongsToRequest):
    """A note of a member of staff."""


class Outcome(models.TextChoices):
    """What came of trying to reach somebody."""

    SPOKE = "spoke", _("Spoke with them")
    VOICEMAIL = "voicemail", _("Left a voicemail")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number")
    MAILED = "mailed", _("Sent an e-mail")
    TEXTED = "texted", _("Sent a text")


class Attempt(BelongsToRequest):
    """One attempt to reach somebody, with what came of it."""

    outcome = models.CharField(max_length=14, choices=Outcome)


class ContactIndex(models.Model):
    """What a phone number or address is found by. Left out of the main backup, like the keys."""

    request = models.ForeignKey(ConsultationRequest, on_delete=models.CASCADE, related_name="contact_index")
    value = models.BinaryField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.request_id)


class SlotBooking(models.Model):
    """A time kept for a call. Each seat of a time is taken once: the database sees to it."""

    request = models.OneToOneField(ConsultationRequest, on_delete=models.CASCADE, related_name="booking")
    location = models.ForeignKey("core.Location", null=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=40)
    seat = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["location", "starts_at", "seat"], name="a_seat_is_taken_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_slot_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} · {self.seat}"

    @property
    def in_place(self) -> datetime:
        """Return when it starts on the clocks of its place: what the person was told."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))
