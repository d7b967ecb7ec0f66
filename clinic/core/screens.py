"""What our own screens in the admin have in common."""

from typing import Any

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class DayColumn(Column):
    """A day, past or to come. Wagtail's own column tells how long ago it was, and of the future “just now”."""

    def get_value(self, instance: Any) -> str:
        """Return the day in words; empty where there is none."""
        day = super().get_value(instance)
        return date_format(day, "DATE_FORMAT") if day else ""


class AdminScreenMixin(WagtailAdminTemplateMixin):
    """A screen with its place in the admin above it."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead from the admin's home to this screen."""
        return [
            *self.breadcrumbs_items,
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
