"""Pages of text: policies, descriptions, and ways to reach the clinic."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from articles.blocks import INLINE_TEXT, BodyBlock, freeze_stream
from articles.editions.freezing import Freezer
from articles.reading import ContentsEntry, contents_of
from articles.sources import sources_of
from clinic.core.frame import Link
from clinic.core.models import BasePage
from clinic.pages.accessibility import measured
from clinic.pages.jsonld import locations_graph
from clinic.pages.models.locations import listed_locations


class TextPage(BasePage):
    """A page that is all text: an introduction and a body. A searcher wants title, introduction and body."""

    introduction = RichTextField(
        _("introduction"), features=INLINE_TEXT, blank=True, help_text=_("One to three sentences under the title.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the body as plain data and its table of contents."""
        context = super().get_context(request, *args, **kwargs)
        freezer = Freezer(for_reading=True, address_of=context["frame"].pages.address)
        introduction = freezer.inline(self.introduction)
        body = freeze_stream(self.body, freezer)
        return {
            **context,
            "introduction": introduction,
            "blocks": body,
            "contents": contents_of(body),
            "sources": sources_of({"references": freezer.references()}),
            "updated": self.last_published_at,
        }


class StandardPage(TextPage):
    """A page of the clinic's own: a policy or a description."""

    template = "pages/standard.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    page_description = _("A page of text, such as a policy. For medical statements use an article: it is reviewed.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class ContactPage(TextPage):
    """A way to reach the clinic: its own text, then phone, hours and address of each location."""

    template = "pages/contact.html"
    schema_type = "ContactPage"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    page_description = _(
        "How to reach the clinic for one purpose, such as contact, a consultation or insurance. Phone, opening hours"
        " and addresses come from the locations by themselves."
    )

    class Meta:
        verbose_name = _("page to reach the clinic")
        verbose_name_plural = _("pages to reach the clinic")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the locations."""
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        locations = listed_locations(self, frame)
        trail = [*frame.breadcrumbs, Link(self.title, request.path)]
        return {
            **context,
            "contents": [*context["contents"], ContentsEntry(gettext("Phone, opening hours and address"), "where")],
            "locations": locations,
            "structured_data": locations_graph(
                self.schema_type, self.search_description, locations, trail, settings.SITE_URL, frame, hours=True
            ),
        }


class AccessibilityPage(TextPage):
    """The accessibility statement: the clinic's own words, and what the tests of this software measured."""

    template = "pages/accessibility.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _(
        "The accessibility statement. Write what you aim for, what is not good enough yet, and how to tell you. What"
        " was tested, how and when is printed by itself."
    )

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what was measured."""
        context = super().get_context(request, *args, **kwargs)
        contents = [*context["contents"], ContentsEntry(gettext("What was tested"), "measured")]
        return {**context, "contents": contents, "measured": measured()}
