"""What entitles someone, who checked it and where."""

import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from clinic.people.changes import CREDENTIAL_CHANGED, Values, as_text, differences, record_change, refuse_own_record
from clinic.people.validators import validate_not_in_future


class CredentialKind(models.TextChoices):
    """What sort of paper it is. Only a licence entitles someone to sign."""

    LICENCE = "licence", _("Licence to practise")
    BOARD = "board", _("Board certification")
    DEGREE = "degree", _("Degree")
    OTHER = "other", _("Other")


class CredentialQuerySet(models.QuerySet["Credential"]):
    """Credentials by what they entitle to."""

    def licences(self) -> "CredentialQuerySet":
        """Return licences alone."""
        return self.filter(kind=CredentialKind.LICENCE)

    def current(self, on: datetime.date | None = None) -> "CredentialQuerySet":
        """Return those that hold on a day (today unless given), the first and the last included."""
        day = on or timezone.localdate()
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_until=None) | Q(valid_until__gte=day),
        )


class Credential(models.Model):
    """A licence, certification or degree.

    ``save()`` and ``delete()`` refuse the person it belongs to (OwnRecordError) and log every change to that person's
    history; ``QuerySet.update()`` and its kin do neither and are not used on this table.
    """

    person = ParentalKey("people.Person", on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(
        _("kind"), max_length=10, choices=CredentialKind, help_text=_("Only a licence entitles someone to sign.")
    )
    title = models.CharField(_("title"), max_length=120, help_text=_("For example Physician and surgeon."))
    issuer = models.CharField(_("issued by"), max_length=160, help_text=_("For example Washington Medical Commission."))
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=80,
        blank=True,
        help_text=_("State or country in which it holds. A licence needs one."),
    )
    number = models.CharField(
        _("number"), max_length=60, blank=True, help_text=_("As the register prints it. A licence needs one.")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True, help_text=_("The first day."))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day. Empty: it does not expire.")
    )
    checked_by = models.CharField(
        _("checked by"), max_length=120, help_text=_("Who looked it up; never the person themselves.")
    )
    checked_where = models.CharField(
        _("checked where"), max_length=255, help_text=_("The register or document that was looked at.")
    )
    checked_on = models.DateField(_("checked on"), validators=[validate_not_in_future])

    objects = CredentialQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("title")]),
        FieldRowPanel([FieldPanel("issuer"), FieldPanel("jurisdiction"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldRowPanel([FieldPanel("checked_by"), FieldPanel("checked_where"), FieldPanel("checked_on")]),
    ]

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        ordering = ["kind", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="credential_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=CredentialKind.LICENCE) | ~(Q(jurisdiction="") | Q(number="")),
                name="licence_has_jurisdiction_and_number",
                violation_error_message=_("A licence needs its jurisdiction and number."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.label, self.number) if part)

    @transaction.atomic
    def save(self, **kwargs: Any) -> None:
        """Save and log what changed. Raises OwnRecordError for the person's own account."""
        before = self._stored()
        changes = differences(before._logged_values() if before else None, self._logged_values())
        if changes:
            refuse_own_record(*(self._account_id(row.person_id) for row in (self, before) if row))
        super().save(**kwargs)
        if changes:
            record_change(self.person, CREDENTIAL_CHANGED, changes, str(before or self))

    @transaction.atomic
    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete and log it.

        Raises OwnRecordError for the person's own account, ProtectedError if it was signed with.
        """
        refuse_own_record(self._account_id(self.person_id))
        changes = differences(self._logged_values(), None)
        person, subject = self.person, str(self)
        deleted = super().delete(using, keep_parents)
        record_change(person, CREDENTIAL_CHANGED, changes, subject)
        return deleted

    @property
    def label(self) -> str:
        """What it is and where it holds, as readers see it."""
        return ", ".join(part for part in (self.title, self.jurisdiction) if part)

    def is_current(self, on: datetime.date | None = None) -> bool:
        """Whether it holds on the given day (today in the site's time zone unless given)."""
        day = on or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def clean(self) -> None:
        """Say at the field itself what the database would refuse."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.kind == CredentialKind.LICENCE:
            if not self.jurisdiction:
                errors["jurisdiction"] = _("Say in which state or country the licence holds.")
            if not self.number:
                errors["number"] = _("Give the licence's number, so that it can be looked up.")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            errors["valid_until"] = _("It cannot end before it begins.")
        if errors:
            raise ValidationError(errors)

    def _stored(self) -> "Credential | None":
        return Credential.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None

    def _logged_values(self) -> Values:
        names = [field.attname for field in self._meta.concrete_fields if not field.primary_key]
        return {name: as_text(getattr(self, name)) for name in names}

    def _account_id(self, person_id: int) -> int | None:
        """Return the account that is linked now, whatever a form has put on the person in memory."""
        people = apps.get_model("people", "Person")._default_manager
        return people.filter(pk=person_id).values_list("user", flat=True).first()
