"""What the clinic offers and for what. These pages make medical statements, so they are signed like articles."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.search import index

from articles.models import Indication, TreatmentPage
from articles.models.contributors import Contributor, once_per_role, people_panels
from articles.models.corrections import Correction, corrections_panel
from articles.models.signed_text import SignedTextPage
from articles.reading import Reading
from clinic.core.models import BasePage
from clinic.core.models.frame import PLAIN_TEXT
from clinic.core.rich_text import printed
from clinic.pages.care_reading import cards_below, care_context

_CHECKBOXES = forms.CheckboxSelectMultiple


class CareIndexPage(BasePage):
    """Lists what is signed below it, in the order of the page tree."""

    schema_type = "CollectionPage"
    parent_page_types = ["pages.HomePage"]
    max_count_per_parent = 1

    introduction = RichTextField(_("introduction"), features=PLAIN_TEXT, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the cards of the pages that readers may read."""
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        introduction = printed(self.introduction, frame.pages.address)
        return {**context, "introduction": introduction, "cards": cards_below(self, frame)}


class CarePage(SignedTextPage):
    """What services and conditions have in common: a signed text, and the pages that belong to it.

    A searcher wants the title, what it is for, and the names of the treatments.
    """

    subpage_types: ClassVar[list[str]] = []
    entity_type: ClassVar[str]  # what it is about, in the schema.org vocabulary

    treatments = ParentalManyToManyField(
        TreatmentPage,
        verbose_name=_("treatments"),
        blank=True,
        related_name="+",
        help_text=_("What is spoken of. With the uses below, readers are told what is approved and what is not."),
    )
    indications = ParentalManyToManyField(Indication, verbose_name=_("used for"), blank=True, related_name="+")

    about_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("treatments", widget=_CHECKBOXES), FieldPanel("indications", widget=_CHECKBOXES)],
            heading=_("Approved or off-label"),
        ),
    ]
    content_panels = [
        *BasePage.content_panels,
        HelpPanel(
            content=_(
                "Every medical statement here needs a source: press Cite right after the words. A clinician signs the"
                " page before readers get it."
            )
        ),
        FieldPanel("standfirst", help_text=_("Two or three sentences under the title: what it is, and its main risk.")),
        FieldPanel("takeaways"),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    def belonging(self) -> dict[str, Q]:
        """Return which pages belong to this one, by what they are to it: the names that the template asks for."""
        raise NotImplementedError

    def reading_context(self, request: HttpRequest, reading: Reading) -> dict[str, Any]:
        """Return all that the template prints of an edition."""
        return care_context(request, self, reading)


def _tabs(contributors: str, about: list[Any]) -> TabbedInterface:
    """Return the tabs in which such a page is edited."""
    return TabbedInterface(
        [
            ObjectList(CarePage.content_panels, heading=_("Content")),
            ObjectList([*people_panels(contributors), corrections_panel()], heading=_("People and review")),
            ObjectList([*CarePage.about_panels, *about], heading=_("Belongs to")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )


_EDITION_FIELDS = (
    "title",
    "seo_title",
    "search_description",
    "standfirst",
    "takeaways",
    "body",
    "disclosure",
    "treatments",
    "indications",
    "corrections",
)


class ConditionIndexPage(CareIndexPage):
    """The list of conditions."""

    template = "pages/care_index.html"
    subpage_types = ["pages.ConditionPage"]
    page_description = _("The list of what people come to the clinic about.")

    class Meta:
        verbose_name = _("list of conditions")
        verbose_name_plural = _("lists of conditions")


class ConditionPage(CarePage):
    """Something people come about, what is known of treating it, and what the clinic can and cannot do."""

    template = "pages/care.html"  # Wagtail names another for each class that does not say
    parent_page_types = ["pages.ConditionIndexPage"]
    page_description = _("What people come about: what is known, what the clinic offers and what else there is.")
    contributors_name = "condition_contributors"
    edition_type = "condition"
    entity_type = "MedicalCondition"
    edition_fields = (*_EDITION_FIELDS, "condition_contributors")

    edit_handler = _tabs(contributors_name, [])

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def belonging(self) -> dict[str, Q]:
        """Return the services for it. A translation has those whose own language is its."""
        services = ServicePage.objects.filter(conditions__translation_key=self.translation_key).values(
            "translation_key"
        )
        return {"services": Q(translation_key__in=services, locale=self.locale_id)}


class ServiceIndexPage(CareIndexPage):
    """The list of services."""

    template = "pages/care_index.html"
    subpage_types = ["pages.ServicePage"]
    page_description = _("The list of what the clinic offers.")

    class Meta:
        verbose_name = _("list of services")
        verbose_name_plural = _("lists of services")


class ServicePage(CarePage):
    """Something the clinic does: for whom, how it goes, what it may and may not bring, and where."""

    template = "pages/care.html"  # Wagtail names another for each class that does not say
    parent_page_types = ["pages.ServiceIndexPage"]
    page_description = _("What the clinic offers: for whom, how it goes, its risks, and where.")
    contributors_name = "service_contributors"
    edition_type = "service"
    entity_type = "Service"
    edition_fields = (*_EDITION_FIELDS, "service_contributors")

    conditions = ParentalManyToManyField(
        ConditionPage,
        verbose_name=_("for"),
        blank=True,
        related_name="services",
        help_text=_("Readers find the way from one to the other."),
    )
    locations = ParentalManyToManyField(
        "core.Location", verbose_name=_("where"), blank=True, related_name="services", help_text=_("Where it is given.")
    )

    edit_handler = _tabs(
        contributors_name,
        [
            MultiFieldPanel(
                [FieldPanel("conditions", widget=_CHECKBOXES), FieldPanel("locations", widget=_CHECKBOXES)],
                heading=_("For whom and where"),
                help_text=_("Links around the text. They are not part of what is signed."),
            )
        ],
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def belonging(self) -> dict[str, Q]:
        """Return the conditions it is for and the locations it is given at."""
        conditions = ConditionPage.objects.filter(services=self.pk).values("translation_key")
        return {
            "conditions": Q(translation_key__in=conditions, locale=self.locale_id),
            "locations": Q(locationpage__location__services=self.pk, locale=self.locale_id),
        }


class ConditionContributor(Contributor):
    """Who wrote or edited a condition's page."""

    page = ParentalKey(ConditionPage, on_delete=models.CASCADE, related_name="condition_contributors")

    class Meta(Contributor.Meta):
        abstract = False
        constraints = [once_per_role("one_condition_byline_per_role")]


class ServiceContributor(Contributor):
    """Who wrote or edited a service's page."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="service_contributors")

    class Meta(Contributor.Meta):
        abstract = False
        constraints = [once_per_role("one_service_byline_per_role")]


class ConditionCorrection(Correction):
    """An error about a condition that readers have read."""

    page = ParentalKey(ConditionPage, on_delete=models.CASCADE, related_name="corrections")

    class Meta(Correction.Meta):
        abstract = False


class ServiceCorrection(Correction):
    """An error about a service that readers have read."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="corrections")

    class Meta(Correction.Meta):
        abstract = False
