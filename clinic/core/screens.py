"""What our own screens in the admin have in common."""

from typing import Any

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class AdminScreenMixin(WagtailAdminTemplateMixin):
    """A screen with its place in the admin above it."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead from the admin's home to this screen."""
        return [
            *self.breadcrumbs_items,
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
