"""What is true of the clinic in every language."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from clinic.core.pictures import freeze_picture

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The pages that readers and regulators look for, in the order in which the footer lists them.
POLICY_FIELDS = (
    "editorial_policy_page",
    "research_policy_page",
    "corrections_policy_page",
    "privacy_page",
    "health_data_page",
    "nondiscrimination_page",
    "good_faith_estimate_page",
    "reuse_page",
    "accessibility_page",
)
ACTION_FIELDS = ("contact_page", "consultation_page", "insurance_page")


def _page_link(label: "StrOrPromise") -> "models.ForeignKey[Page | None, Page | None]":
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


@register_setting(icon="home")
class ClinicSettings(BaseSiteSetting):
    """Facts of the clinic, and which page serves as which policy (one row a site).

    Readers' texts, which differ by language, are in ``SiteFrame``.
    """

    select_related = ["main_location"]  # every page says whether it is open

    logo = models.ForeignKey(
        "core.ClinicImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    social_image = models.ForeignKey(
        "core.ClinicImage",
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where a page without a picture of its own is shared; 1200 by 630 pixels or more."),
    )
    # Frozen when the settings are saved, so that printing them needs neither a query nor the file.
    frozen_logo = models.JSONField(null=True, editable=False)
    frozen_social_image = models.JSONField(null=True, editable=False)
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("As readers see it, for example (206) 555-0142.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    main_location = models.ForeignKey(
        "core.Location",
        verbose_name=_("main location"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whose opening hours stand beside the phone number: “Open now until 5 PM”."),
    )
    address = models.TextField(_("address"), blank=True, help_text=_("One line each for street, suite and town."))
    is_sample = models.BooleanField(_("sample clinic"), default=False, editable=False)

    contact_page = _page_link(_("contact"))
    consultation_page = _page_link(_("request a consultation"))
    insurance_page = _page_link(_("check insurance"))
    editorial_policy_page = _page_link(_("editorial policy"))
    research_policy_page = _page_link(_("research policy"))
    corrections_policy_page = _page_link(_("corrections policy"))
    privacy_page = _page_link(_("notice of privacy practices"))
    health_data_page = _page_link(_("consumer health data"))
    nondiscrimination_page = _page_link(_("nondiscrimination and language help"))
    good_faith_estimate_page = _page_link(_("good-faith estimate"))
    reuse_page = _page_link(_("copyright and reuse"))
    accessibility_page = _page_link(_("accessibility statement"))

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("logo"),
                FieldPanel("social_image"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("main_location"),
                FieldPanel("address"),
            ],
            heading=_("How to reach the clinic"),
        ),
        MultiFieldPanel([PageChooserPanel(name) for name in ACTION_FIELDS], heading=_("Where requests are made")),
        MultiFieldPanel(
            [PageChooserPanel(name) for name in POLICY_FIELDS],
            heading=_("Which page is which policy"),
            help_text=_("Each chosen page is linked in the footer, and where its subject comes up."),
        ),
    ]

    class Meta:
        verbose_name = _("clinic settings")
        verbose_name_plural = _("clinic settings")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Freeze the pictures. Raises ValidationError if a file cannot be read."""
        self.frozen_logo = freeze_picture(self.logo) if self.logo else None
        self.frozen_social_image = freeze_picture(self.social_image) if self.social_image else None
        super().save(*args, **kwargs)
