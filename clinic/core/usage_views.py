"""Showing where something is used."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.snippets.views.snippets import UsageView as SnippetUsageView

from clinic.core.usage import FindPlaces, Place, places_using


class PlacesMixin:
    """What uses a row, and where: published text, draft, editions. Wagtail's own index knows no editions."""

    request: HttpRequest
    object: Any

    find_places: FindPlaces = staticmethod(places_using)
    columns = [
        TitleColumn(
            "name",
            label=gettext_lazy("Name"),
            accessor=lambda row: row["place"].title,
            get_url=lambda row: row["edit_url"],
        ),
        Column(
            "content_type",
            label=gettext_lazy("Type"),
            accessor=lambda row: capfirst(row["place"].citing._meta.verbose_name),
        ),
        Column("where", label=gettext_lazy("Used in"), accessor=lambda row: row["place"].where),
    ]

    def get_queryset(self) -> list[Place]:
        """Return the places, where Wagtail returns what its index knows."""
        return self.find_places([self.object]).get(self.object.pk, [])

    def get_table(self, object_list: list[Place], **kwargs: Any) -> Table:
        """Link each place that the user may edit."""
        finder = AdminURLFinder(self.request.user)
        rows = [{"place": place, "edit_url": finder.get_edit_url(place.citing)} for place in object_list]
        return BaseListingView.get_table(self, rows, **kwargs)


class PlacesView(PlacesMixin, UsageView):
    """For models."""


class SnippetPlacesView(PlacesMixin, SnippetUsageView):
    """For snippets."""
