"""Someone whose name stands on a page."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from clinic.core.pictures import Picture, freeze_picture
from clinic.people.changes import (
    IDENTITY_CHANGED,
    IDENTITY_FIELDS,
    Values,
    as_text,
    differences,
    record_change,
    refuse_own_record,
)
from clinic.people.deletion import drafts_naming
from clinic.people.models.credential import Credential, CredentialKind, CredentialQuerySet
from clinic.people.models.disclosure import Disclosure
from clinic.people.queries import EXPIRING, LicenceStatus, is_here
from clinic.people.validators import validate_npi, validate_orcid


class PersonQuerySet(models.QuerySet["Person"]):
    """People by licence and by whether they are still here."""

    def with_current_licence(self, on: datetime.date | None = None) -> "PersonQuerySet":
        """Return those who hold a licence on a day (today unless given)."""
        return self.filter(Exists(self._licences().current(on)))

    def by_licence(self, status: LicenceStatus) -> "PersonQuerySet":
        """Return those whose licences stand so today; "expiring" are those among the current with none that lasts."""
        today = timezone.localdate()
        if status is LicenceStatus.CURRENT:
            return self.with_current_licence(today)
        if status is LicenceStatus.EXPIRING:
            lasting = self._licences().current(today).exclude(valid_until__lte=today + EXPIRING)
            return self.with_current_licence(today).exclude(Exists(lasting))
        if status is LicenceStatus.EXPIRED:
            return self.filter(Exists(self._licences().filter(valid_until__lt=today))).exclude(
                Exists(self._licences().current(today))
            )
        return self.exclude(Exists(self._licences()))

    def present(self, on: datetime.date | None = None) -> "PersonQuerySet":
        """Return those who have not left by a day (today unless given)."""
        return self.filter(is_here(on))

    def _licences(self) -> CredentialQuerySet:
        return Credential.objects.licences().filter(person=OuterRef("pk"))


class Person(ClusterableModel, models.Model):
    """Someone whose name stands on a page. Not translated: a name and a licence are the same everywhere.

    ``save()`` and ``delete()`` refuse changes to one's own identity (OwnRecordError) and log every change to it;
    ``QuerySet.update()`` and its kin do neither and are not used on this table.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, help_text=_("As printed, without titles or degrees."))
    post_nominals = models.CharField(
        _("degrees"), max_length=60, blank=True, help_text=_("As printed after the name, for example MD.")
    )
    job_title = models.CharField(
        _("job title"), max_length=120, blank=True, help_text=_("For example Medical director.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="person",
        help_text=_("The account with which this person signs in. A reviewer needs one."),
    )
    portrait = models.ForeignKey(
        "core.ClinicImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Kept as it is when you save. If its file is replaced later, save the person again."),
    )
    frozen_portrait = models.JSONField(null=True, editable=False)
    specialties = models.CharField(_("specialties"), max_length=255, blank=True, help_text=_("Separated by commas."))
    orcid = models.CharField(
        _("ORCID iD"),
        max_length=19,
        blank=True,
        validators=[validate_orcid],
        help_text=_("Sixteen digits in groups of four, as in 0000-0002-1825-0097."),
    )
    npi = models.CharField(
        _("National Provider Identifier"),
        max_length=10,
        blank=True,
        validators=[validate_npi],
        help_text=_("Ten digits, for providers in the United States."),
    )
    left_on = models.DateField(
        _("left on"),
        null=True,
        blank=True,
        help_text=_("From this day the name stays in bylines, without a link, and the profile is no longer shown."),
    )
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["orcid"], condition=~Q(orcid=""), name="one_person_per_orcid"),
            models.UniqueConstraint(fields=["npi"], condition=~Q(npi=""), name="one_person_per_npi"),
        ]

    def __str__(self) -> str:
        return self.printed_name

    @transaction.atomic
    def save(self, **kwargs: Any) -> None:
        """Freeze the portrait, save with credentials and disclosures held in memory, and log what changed.

        Raises OwnRecordError for a change to one's own identity, ValidationError if the portrait cannot be read.
        """
        written = kwargs.get("update_fields")
        before = Person.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None
        names = [name for name in IDENTITY_FIELDS if written is None or name in written]
        changes = differences(before and before._logged_values(names), self._logged_values(names))
        if changes:
            refuse_own_record(before and before.user_id, self.user_id)
        if written is None:
            self.freeze_portrait()
        super().save(**kwargs)
        if changes:
            record_change(self, IDENTITY_CHANGED, changes)

    @transaction.atomic
    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete with credentials (each logged) and disclosures.

        Raises OwnRecordError for oneself, ProtectedError for a name that stands on record.
        """
        refuse_own_record(Person.objects.filter(pk=self.pk).values_list("user", flat=True).first())
        if drafts_naming(self):
            raise ProtectedError(f"{self} is named in a draft.", {self})
        for credential in self.credentials.all():
            credential.delete()
        return super().delete(using, keep_parents)

    @property
    def printed_name(self) -> str:
        """The name with degrees, as it stands in a byline."""
        return f"{self.name}, {self.post_nominals}" if self.post_nominals else self.name

    @property
    def orcid_url(self) -> str:
        """The address of their ORCID record; empty if they have none."""
        return f"https://orcid.org/{self.orcid}" if self.orcid else ""

    @property
    def specialty_list(self) -> list[str]:
        """Their specialties one by one."""
        return [name for part in self.specialties.split(",") if (name := part.strip())]

    @property
    def current_credentials(self) -> list[Credential]:
        """Every credential that holds today."""
        return [credential for credential in self.credentials.all() if credential.is_current()]

    def has_left(self, on: datetime.date | None = None) -> bool:
        """Whether they have left by the given day (today in the site's time zone unless given)."""
        return self.left_on is not None and self.left_on <= (on or timezone.localdate())

    def current_licences(self, on: datetime.date | None = None) -> list[Credential]:
        """Return the licences that hold on a day, the one that holds longest first."""
        held = [c for c in self.credentials.all() if c.kind == CredentialKind.LICENCE and c.is_current(on)]
        return sorted(held, key=lambda licence: licence.valid_until or datetime.date.max, reverse=True)

    def is_reviewer_on(self, day: datetime.date) -> bool:
        """Whether their licence and being here entitle them to sign on ``day``; the account's group is asked apart."""
        return not self.has_left(day) and bool(self.current_licences(day))

    @property
    def picture(self) -> Picture | None:
        """The portrait as readers get it: frozen when the person was saved, gone when the image is deleted."""
        return self.frozen_portrait if self.portrait_id else None

    @property
    def latest_disclosures(self) -> list[Disclosure]:
        """What was declared on the newest day of declaration."""
        declared = list(self.disclosures.all())
        newest = max((disclosure.declared_on for disclosure in declared), default=None)
        return [disclosure for disclosure in declared if disclosure.declared_on == newest]

    def clean(self) -> None:
        """Refuse an identifier that another person has, at its field."""
        super().clean()
        errors = {}
        for name in ("orcid", "npi"):
            value = getattr(self, name)
            other = value and Person.objects.filter(**{name: value}).exclude(pk=self.pk).first()
            if other:
                errors[name] = ValidationError(_("%(person)s already has this number."), params={"person": other})
        if errors:
            raise ValidationError(errors)

    def freeze_portrait(self) -> None:
        """Keep the portrait as readers will get it. Raises ValidationError if its file cannot be read."""
        portrait = self.portrait
        self.frozen_portrait = freeze_picture(portrait, alt=portrait.description or self.name) if portrait else None

    def _logged_values(self, names: list[str]) -> Values:
        values = {name: getattr(self, name) for name in names}
        if values.get("user"):
            values["user"] = values["user"].email
        return {name: as_text(value) for name, value in values.items()}
