"""Treatments: a page each, whose facts and regulatory status are what every table and notice prints."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.search import index

from articles.editions.freezing import Freezer
from articles.library.compare_views import is_comparable
from articles.library.facts import NO_FACT
from articles.library.treatment_reading import COMPARE_PAGES, index_context, treatment_context
from articles.library.vocabulary import Aspect, Indication, aspect_names
from articles.models.contributors import ContributedPage, Contributor, once_per_role, people_panels
from articles.models.corrections import Correction, corrections_panel
from articles.reading import Reading
from articles.text_features import INLINE_TEXT
from clinic.core.frame import Frame, load_frame
from clinic.core.models import BasePage
from clinic.core.models.frame import PLAIN_TEXT
from clinic.core.rich_text import printed


class TreatmentIndexPage(BasePage):
    """Lists the treatments of the library by name."""

    template = "pages/treatment_index.html"
    schema_type = "CollectionPage"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["articles.TreatmentPage"]
    max_count_per_parent = 1
    page_description = _("The list of all treatments, with a way to compare them.")

    introduction = RichTextField(_("introduction"), features=PLAIN_TEXT, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of treatments")
        verbose_name_plural = _("lists of treatments")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the cards and the address at which treatments are compared."""
        context = super().get_context(request, *args, **kwargs)
        introduction = printed(self.introduction, context["frame"].pages.address)
        return {**context, "introduction": introduction, **index_context(self, context["frame"])}

    def get_frame(self, request: HttpRequest) -> Frame:
        """Load the page that compares treatments together with the frame."""
        return load_frame(request, self, **COMPARE_PAGES)


class TreatmentPage(ContributedPage):
    """A treatment with its facts and regulatory status: written once, signed, and printed by every table."""

    template = "pages/treatment.html"
    parent_page_types = ["articles.TreatmentIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A treatment: one sourced fact for each aspect, and what it is approved for.")
    contributors_name = "treatment_contributors"
    edition_fields = (
        "title",
        "seo_title",
        "search_description",
        "is_class",
        "drug_class",
        "schedule",
        "summary",
        "disclosure",
        "statuses",
        "facts",
        "treatment_contributors",
        "corrections",
    )

    is_class = models.BooleanField(
        _("a class of drugs"),
        default=False,
        help_text=_("Tick for a plural name such as “Opioids”: sentences then say “they” instead of “it”."),
    )
    drug_class = models.CharField(
        _("class"), max_length=120, blank=True, help_text=_("For example: Dissociative anesthetic.")
    )
    schedule = models.CharField(
        _("legal schedule"), max_length=200, blank=True, help_text=_("For example: Schedule III in the US.")
    )
    summary = RichTextField(
        _("summary"),
        features=INLINE_TEXT,
        max_length=600,
        help_text=_("Two or three sentences under the name: what it is, with its main risk."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("drug_class"), FieldPanel("schedule")]),
        FieldPanel("is_class"),
        FieldPanel("summary"),
    ]
    facts_panels = [
        HelpPanel(
            content=_(
                "One fact for each aspect. Cite a source right after the words: words without a source are not printed,"
                " because nobody could tell them from a guess. An aspect without a fact says “No source in this library"
                " yet”."
            )
        ),
        InlinePanel("facts", label=_("Fact"), heading=_("Facts")),
    ]
    status_panels = [
        HelpPanel(
            content=_(
                "What the treatment is approved for in the US and what not, each with its source. Articles about the"
                " treatment and the use print it by themselves."
            )
        ),
        InlinePanel("statuses", label=_("Status"), heading=_("Regulatory status")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(facts_panels, heading=_("Facts")),
            ObjectList(status_panels, heading=_("Approval")),
            ObjectList([*people_panels(contributors_name), corrections_panel()], heading=_("People and review")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),  # schedule and comments
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("drug_class"),
        index.SearchField("summary"),
        index.RelatedFields("facts", [index.SearchField("text")]),
    ]

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")

    def clean(self) -> None:
        """Refuse a slug that would make the address of a comparison ambiguous."""
        super().clean()
        if not is_comparable(self.slug or ""):
            raise ValidationError(
                {"slug": _("A treatment's slug holds no word “vs”: it parts the treatments in a comparison's address.")}
            )

    def freeze(self, freezer: Freezer) -> dict[str, Any]:
        """Return everything a treatment's page prints. Raises ValidationError if a source is missing."""
        # Sources are numbered in the order of this dictionary: summary, statuses, facts.
        content = {
            "type": "treatment",
            "language": self.locale.language_code,
            "title": self.title,
            "search_title": self.seo_title,
            "description": self.search_description,
            "is_class": self.is_class,
            "drug_class": self.drug_class,
            "schedule": self.schedule,
            "social_picture": freezer.picture(self.social_image),
            "standfirst": freezer.inline(self.summary),
            "statuses": self._frozen_statuses(freezer),
            "facts": self._frozen_facts(freezer),
            "contributors": self.frozen_contributors(freezer),
            "disclosure": self.disclosure,
            "corrections": self.frozen_corrections(),
        }
        return {**content, "references": freezer.references()}

    def _frozen_facts(self, freezer: Freezer) -> list[dict[str, Any]]:
        """Return a row for every aspect of the library, with an empty text where no source is known."""
        rows = list(self.facts.all())
        keys = dict(Aspect.objects.filter(pk__in=[row.aspect_id for row in rows]).values_list("pk", "key"))
        facts = {keys[row.aspect_id]: row for row in rows}
        return [
            {"key": key, "aspect": name, **(facts[key].frozen(freezer) if key in facts else NO_FACT)}
            for key, name in aspect_names().items()
        ]

    def _frozen_statuses(self, freezer: Freezer) -> list[dict[str, Any]]:
        rows = list(self.statuses.all())
        indications = Indication.objects.in_bulk([row.indication_id for row in rows])
        return [row.frozen(indications[row.indication_id], freezer) for row in rows]

    def reading_context(self, request: HttpRequest, reading: Reading) -> dict[str, Any]:
        """Return all that the template prints of an edition."""
        return treatment_context(request, self, reading)


class TreatmentContributor(Contributor):
    """Who wrote or edited a treatment's facts."""

    page = ParentalKey(TreatmentPage, on_delete=models.CASCADE, related_name="treatment_contributors")

    class Meta(Contributor.Meta):
        abstract = False
        constraints = [once_per_role("one_treatment_byline_per_role")]


class TreatmentCorrection(Correction):
    """An error about a treatment that readers have read."""

    page = ParentalKey(TreatmentPage, on_delete=models.CASCADE, related_name="corrections")

    class Meta(Correction.Meta):
        abstract = False
