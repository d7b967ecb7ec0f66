"""How the texts around every page are managed."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from clinic.core.models import Notice, SiteFrame


class NoticeViewSet(SnippetViewSet):
    """Notices that are kept once and shown in several places."""

    model = Notice
    icon = "warning"
    menu_order = 100
    list_display = ["name", "level", "heading"]
    list_filter = ["level"]
    search_fields = ["name", "heading"]
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
