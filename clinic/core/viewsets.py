"""How the texts around every page, and the locations, are managed."""

from typing import Any

from django.db import models
from django.db.models.deletion import Collector, ProtectedError
from django.forms import Form
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from clinic.core.models import Location, Notice, SiteFrame
from clinic.core.opening_words import opening_of
from clinic.core.usage_views import SnippetPlacesView


class NoticeViewSet(SnippetViewSet):
    """Notices that are kept once and shown in several places."""

    model = Notice
    icon = "warning"
    menu_order = 100
    list_display = ["name", "level", "heading"]
    list_filter = ["level"]
    search_fields = ["name", "heading"]
    usage_view_class = SnippetPlacesView
    search_backend_name = None  # the index is kept in the background, so a notice just made would not be found


class SiteFrameViewSet(SnippetViewSet):
    """Name, menu, site-wide notice and footer, one a language."""

    model = SiteFrame
    icon = "site"
    menu_order = 200
    list_display = ["clinic_name", "slogan"]


class SiteTextsGroup(SnippetViewSetGroup):
    """What stands around the pages."""

    items = (NoticeViewSet, SiteFrameViewSet)
    menu_label = _("Site texts")
    menu_icon = "doc-full"
    menu_order = 230


class LocationDeleteView(DeleteView):
    """Says in place which pages are about a location, where Wagtail's view answers with an error page."""

    @cached_property
    def refusal(self) -> str:
        """Why the location cannot be deleted; empty if it can."""
        if not (holding := _protecting(self.object)):
            return ""
        return gettext(
            "%(location)s cannot be deleted, because pages are about it: %(pages)s. Unpublish and delete those first."
        ) % {"location": self.object, "pages": ", ".join(holding)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the refusal."""
        return {**super().get_context_data(**kwargs), "refusal": self.refusal}

    def form_valid(self, form: Form) -> HttpResponse:
        """Delete, or show the page again with the reason why not."""
        if self.refusal:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)


class LocationViewSet(ModelViewSet):
    """The menu item "Locations"."""

    model = Location
    name = "locations"
    icon = "time"
    menu_label = _("Locations")
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False
    delete_view_class = LocationDeleteView
    delete_template_name = "core/admin/confirm_delete.html"
    list_display = [
        "name",
        "city",
        "phone",
        Column("time_zone", label=_("Time zone"), accessor="get_time_zone_display"),
        Column("now", label=_("Now"), accessor=lambda location: opening_in_words(location)),
    ]
    search_fields = ["name", "street", "city", "postal_code"]
    ordering = ["name"]


def opening_in_words(location: Location) -> str:
    """Return whether a location is open at this moment, or that nobody has said."""
    opening = opening_of(location)
    return opening.words if opening else gettext("No opening hours")


def _protecting(row: models.Model) -> list[str]:
    """Return the names of what refers to a row and keeps it."""
    try:
        Collector(using=row._state.db or "default", origin=row).collect([row])
    except ProtectedError as error:
        return sorted(str(found) for found in error.protected_objects)
    return []


location_viewset = LocationViewSet()
