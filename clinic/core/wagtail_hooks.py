"""What every room adds to the Wagtail admin. Registrations only."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from clinic.core.viewsets import SiteTextsGroup, location_viewset

register_snippet(SiteTextsGroup)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """Add the menu item for locations and their hours."""
    return [location_viewset]


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Give the admin the clinic's colours and the layout of our own screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_who_may_not_publish(request: HttpRequest, page: Page) -> None:
    """Say so where publishing was asked for by somebody who may not: Wagtail saves a draft and keeps quiet."""
    if "action-publish" in request.POST and not page.permissions_for_user(request.user).can_publish():
        messages.warning(
            request, _("You do not have permission to publish this page. It was saved as a draft; ask an editor.")
        )
