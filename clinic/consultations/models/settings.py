"""What Site managers decide about the forms. What keeps people safe is in the templates, out of reach."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PreviewableMixin, TranslatableMixin

from clinic.consultations.language_help import HelpBlock
from clinic.consultations.models.requests import Kind
from clinic.core.models.frame import PLAIN_TEXT


def _number(
    label: object, default: int, low: int, high: int, help_text: object = ""
) -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(
        label,  # type: ignore[arg-type]  # a lazy text
        default=default,
        validators=[MinValueValidator(low), MaxValueValidator(high)],
        help_text=help_text,  # type: ignore[arg-type]  # a lazy text
    )


@register_setting(icon="mail")
class IntakeSettings(PreviewableMixin, BaseSiteSetting):
    """Times, places and who is told (one row a site)."""

    answer_within = _number(
        _("answer within (hours)"), 8, 1, 80, _("Counted in the opening hours. Readers are told this.")
    )
    told = models.TextField(
        _("who is told"),
        blank=True,
        help_text=_("E-mail addresses, one a line. Empty: everybody in Intake staff. Mails name the reference alone."),
    )
    acknowledges = models.BooleanField(
        _("offer an e-mail with the reference"),
        default=False,
        help_text=_("It says nothing about treatment, but it comes from the clinic's address."),
    )
    chooses_location = models.BooleanField(_("ask for the location"), default=True)
    offers_slots = models.BooleanField(_("offer times for a call"), default=True)
    slot_minutes = _number(_("length of a time (minutes)"), 30, 10, 120)
    slot_capacity = _number(_("calls at a time"), 1, 1, 20, _("For each location."))
    slot_days = _number(_("days ahead"), 5, 1, 15, _("How many open days are offered."))
    slot_notice = _number(_("notice (hours)"), 2, 0, 72, _("How soon the first time may be."))
    keep_spam = _number(_("spam (days)"), 7, 1, 90, _("After a person has judged it."))
    keep_not_proceeding = _number(_("not proceeding (days)"), 90, 7, 730)
    keep_scheduled = _number(_("scheduled (days)"), 30, 1, 730, _("After it was handed over to the clinic's records."))
    keep_key_backups = _number(
        _("backups of keys (days)"), 7, 1, 30, _("After so many days a purged request is unreadable everywhere.")
    )

    language_help = StreamField(
        [("help", HelpBlock())],
        verbose_name=_("free help in other languages"),
        blank=True,
        help_text=_(
            "Shown at every form. Recipients of federal health money give this notice in the fifteen languages most"
            " used in their state; the Department of Health and Human Services publishes translations."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("answer_within"), FieldPanel("told"), FieldPanel("acknowledges")], heading=_("Answering")
        ),
        MultiFieldPanel(
            [
                FieldPanel("chooses_location"),
                FieldPanel("offers_slots"),
                FieldRowPanel([FieldPanel("slot_minutes"), FieldPanel("slot_capacity")]),
                FieldRowPanel([FieldPanel("slot_days"), FieldPanel("slot_notice")]),
            ],
            heading=_("Places and times"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("keep_spam"), FieldPanel("keep_not_proceeding")]),
                FieldRowPanel([FieldPanel("keep_scheduled"), FieldPanel("keep_key_backups")]),
            ],
            heading=_("How long requests are kept"),
        ),
        FieldPanel("language_help"),
    ]

    class Meta:
        verbose_name = _("requests")
        verbose_name_plural = _("requests")

    def clean(self) -> None:
        """Check each address that is told."""
        super().clean()
        for line in self.told_addresses:
            try:
                validate_email(line)
            except ValidationError as error:
                raise ValidationError({"told": _("“%(line)s” is not an e-mail address.") % {"line": line}}) from error

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Offer each form."""
        return list(Kind.choices)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 -- Wagtail's signature
        """Print the form itself."""
        return "consultations/form.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Show the form as it would be with these settings."""
        from clinic.consultations.preview import preview_context  # the forms are made of models

        return preview_context(request, Kind(mode_name), chosen=self)

    @property
    def told_addresses(self) -> list[str]:
        """Return who is told, as written here."""
        return [line.strip() for line in self.told.splitlines() if line.strip()]


class IntakeForm(PreviewableMixin, TranslatableMixin, models.Model):
    """The clinic's own words on one form, in one language."""

    kind = models.CharField(_("form"), max_length=14, choices=Kind)
    introduction = RichTextField(_("introduction"), features=PLAIN_TEXT, blank=True)
    topics = StreamField(
        [("topic", blocks.CharBlock(label=_("Topic"), max_length=80))],
        verbose_name=_("what it may be about"),
        blank=True,
        max_num=15,
        help_text=_("The list that people choose from. No diagnoses: what a call is about is enough."),
    )
    read_first = RichTextField(
        _("to read before asking"),
        features=[*PLAIN_TEXT, "ul"],
        blank=True,
        help_text=_(
            "Shown under “Tell us when we call if any of these applies to you.” Nobody answers it in the form."
        ),
    )
    next_steps = RichTextField(_("what happens next"), features=[*PLAIN_TEXT, "ul"], blank=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel("introduction"),
        FieldPanel("topics"),
        FieldPanel("read_first"),
        FieldPanel("next_steps"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "locale"], name="one_text_a_form_and_language")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.locale.language_code})"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 -- Wagtail's signature
        """Print the form itself."""
        return "consultations/form.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:  # noqa: ARG002 -- Wagtail's signature
        """Add these words, and what the settings add."""
        from clinic.consultations.preview import preview_context  # the forms are made of models

        kind = Kind(self.kind) if self.kind in Kind.values else Kind.CONTACT
        return preview_context(request, kind, written=self)

    def clean(self) -> None:
        """Refuse second words for a form, in words that say where the first are."""
        super().clean()
        if self.locale_id:
            others = IntakeForm.objects.filter(kind=self.kind, locale=self.locale_id).exclude(pk=self.pk)
            if others.exists():
                raise ValidationError(_("This form has words in this language already. Edit those instead."))
