"""The home page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from articles.blocks import INLINE_TEXT, BodyBlock, freeze_stream
from articles.editions.freezing import Freezer
from articles.sources import sources_of
from clinic.core.models import BasePage
from clinic.pages.care_reading import care_on_home
from clinic.pages.models.locations import listed_locations
from clinic.pages.queries import latest_cards, people_on_home


class HomePage(BasePage):
    """What the clinic does, for whom, and what it will not promise."""

    template = "pages/home.html"
    titled_by = "headline"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "articles.ArticleIndexPage",
        "articles.TreatmentIndexPage",
        "articles.ComparePage",
        "people.TeamPage",
        "pages.ServiceIndexPage",
        "pages.ConditionIndexPage",
        "pages.LocationIndexPage",
        "pages.ContactPage",
        "pages.QuestionsPage",
        "pages.AccessibilityPage",
        "pages.StandardPage",
    ]
    page_description = _("The first page of the site.")

    headline = models.CharField(_("headline"), max_length=120, help_text=_("What the clinic is, in one sentence."))
    lede = models.TextField(_("introduction"), max_length=600)
    promises = StreamField(
        [("promise", blocks.RichTextBlock(label=_("We do"), features=INLINE_TEXT))],
        verbose_name=_("what we do"),
        blank=True,
        max_num=8,
    )
    limits = StreamField(
        [("limit", blocks.RichTextBlock(label=_("We will not"), features=INLINE_TEXT))],
        verbose_name=_("what we will not promise"),
        blank=True,
        max_num=8,
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("lede"),
        MultiFieldPanel([FieldPanel("promises"), FieldPanel("limits")], heading=_("What readers can expect")),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("headline"),
        index.SearchField("lede"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add conditions and services, the latest articles, the people and the locations of the clinic."""
        context = super().get_context(request, *args, **kwargs)
        freezer = Freezer(for_reading=True, address_of=context["frame"].pages.address)
        return {
            **context,
            "promises": [freezer.inline(block.value) for block in self.promises],
            "limits": [freezer.inline(block.value) for block in self.limits],
            "blocks": freeze_stream(self.body, freezer),
            "articles": latest_cards(self, context["frame"]),
            "people": people_on_home(self, context["frame"]),
            "locations": listed_locations(self, context["frame"]),
            **care_on_home(self, context["frame"]),
            "sources": sources_of({"references": freezer.references()}),
        }
