"""The pages about where the clinic is."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from clinic.core.frame import Frame, Link
from clinic.core.models import BasePage
from clinic.core.models.frame import PLAIN_TEXT
from clinic.core.rich_text import printed
from clinic.pages.jsonld import location_graph, locations_graph
from clinic.pages.location_reading import Place, described

TEXT = [*PLAIN_TEXT, "ol", "ul"]


class LocationIndexPage(BasePage):
    """Every location with its phone, address, and whether it is open."""

    template = "pages/location_index.html"
    schema_type = "CollectionPage"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.LocationPage"]
    max_count_per_parent = 1
    page_description = _("The list of all locations. Each of them gets a page below it.")

    introduction = RichTextField(_("introduction"), features=PLAIN_TEXT, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of locations")
        verbose_name_plural = _("lists of locations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the locations, in the order of the page tree."""
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        locations = listed_locations(self, frame)
        trail = [*frame.breadcrumbs, Link(self.title, request.path)]
        return {
            **context,
            "introduction": printed(self.introduction, frame.pages.address),
            "locations": locations,
            "structured_data": locations_graph(
                self.schema_type, self.search_description, locations, trail, settings.SITE_URL, frame
            ),
        }


class LocationPageForm(WagtailAdminPageForm):
    """A location's page; one in each language."""

    def clean(self) -> dict[str, Any]:
        """Refuse a second page about the same location in the same language."""
        cleaned: dict[str, Any] = super().clean()
        location, page = cleaned.get("location"), self.instance
        locale_id = page.locale_id or (self.parent_page and self.parent_page.locale_id)
        others = location.pages.filter(locale=locale_id, alias_of=None).exclude(pk=page.pk) if location else None
        if others is not None and (other := others.first()):
            self.add_error(
                "location",
                ValidationError(_("There is already a page about it: %(title)s."), params={"title": other.title}),
            )
        return cleaned


class LocationPage(BasePage):
    """One location: address, hours and closures, how to get there and what helps people in.

    A searcher wants the city, the street, the ZIP code, and words such as parking, bus, wheelchair or hours.
    """

    template = "pages/location.html"
    parent_page_types = ["pages.LocationIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Where one place of the clinic is, when it is open, and how to get there.")
    base_form_class = LocationPageForm

    location = models.ForeignKey(
        "core.Location",
        verbose_name=_("location"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Address, phone and opening hours come from there: see “Locations” in the menu."),
    )
    introduction = RichTextField(
        _("introduction"), features=PLAIN_TEXT, blank=True, help_text=_("What happens here, in one or two sentences.")
    )
    directions = RichTextField(
        _("directions"),
        features=TEXT,
        blank=True,
        help_text=_("In words, so that nobody needs a map: by bus, by car, on foot, and inside the building."),
    )
    parking = RichTextField(_("parking"), features=TEXT, blank=True, help_text=_("Where, how many, and what it costs."))
    accessibility = RichTextField(
        _("accessibility"),
        features=TEXT,
        blank=True,
        help_text=_("Steps, doors, lifts, restrooms, hearing and seeing, and whom to ask for more."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("location"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("directions"), FieldPanel("parking"), FieldPanel("accessibility")], heading=_("Coming to us")
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("directions"),
        index.SearchField("parking"),
        index.SearchField("accessibility"),
        index.RelatedFields(
            "location", [index.SearchField(name) for name in ("name", "street", "city", "postal_code")]
        ),
    ]

    class Meta:
        verbose_name = _("location page")
        verbose_name_plural = _("location pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the location as plain values, the texts, and the structured data."""
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        texts = ("introduction", "directions", "parking", "accessibility")
        place = described(self.location, request.path)
        trail = [*frame.breadcrumbs, Link(self.title, request.path)]
        return {
            **context,
            **{name: printed(getattr(self, name), frame.pages.address) for name in texts},
            "place": place,
            "structured_data": location_graph(
                place, self.title, self.search_description, trail, settings.SITE_URL, frame
            ),
        }


def listed_locations(page: BasePage, frame: Frame) -> list[Place]:
    """Return the locations that have a live page in the language of ``page``, in one query, as in the tree."""
    shown = LocationPage.objects.live().filter(locale=page.locale_id, alias_of=None).order_by("path")
    return [described(each.location, frame.pages.url(each)) for each in shown.select_related("location", "locale")]
