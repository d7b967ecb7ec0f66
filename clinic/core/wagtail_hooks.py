"""What every room adds to the Wagtail admin. Registrations only."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from clinic.core.house_views import PERMISSION, HouseChecksMenuItem, HouseChecksPanel, HouseChecksView
from clinic.core.sharing_panel import share_card
from clinic.core.viewsets import SiteTextsGroup, location_viewset

register_snippet(SiteTextsGroup)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """Add the menu item for locations and their hours."""
    return [location_viewset]


@hooks.register("register_admin_urls")
def own_urls() -> list[URLPattern]:
    """Add the report on what the site lacks, and the card of a title that is being written."""
    return [
        path("reports/house-checks/", HouseChecksView.as_view(), name="house_checks"),
        path("share-card/", share_card, name="share_card"),
    ]


@hooks.register("register_reports_menu_item")
def house_checks_menu_item() -> MenuItem:
    """Lead to it."""
    return HouseChecksMenuItem(
        gettext_lazy("House checks"), reverse("house_checks"), icon_name="clipboard-list", order=350
    )


@hooks.register("construct_homepage_panels")
def house_checks_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Say on the first page what is missing, to those who can mend it."""
    if request.user.has_perm(PERMISSION):
        panels.append(HouseChecksPanel(request))


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Give the admin the clinic's colours and the layout of our own screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def editor_js() -> SafeString:
    """Have a button wait for what the editor saves by itself."""
    return format_html('<script src="{}" defer></script>', static("js/editor.js"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_who_may_not_publish(request: HttpRequest, page: Page) -> None:
    """Say so where publishing was asked for by somebody who may not: Wagtail saves a draft and keeps quiet.

    A page that needs more than that somebody may publish it (``may_publish``) says by itself what is missing.
    """
    tester = page.permissions_for_user(request.user)
    may_publish = getattr(tester, "may_publish", tester.can_publish)
    if "action-publish" in request.POST and not may_publish():
        messages.warning(
            request, _("You do not have permission to publish this page. It was saved as a draft; ask an editor.")
        )
