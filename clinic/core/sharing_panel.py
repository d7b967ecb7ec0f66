"""The page editor's look at what search engines and social networks will show of a page, live as one types."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.panels import Panel

from clinic.core.models.frame import SiteFrame
from clinic.core.models.settings import ClinicSettings
from clinic.core.pictures import Picture, freeze_picture, picture_url
from clinic.core.share_cards import ShareCard, draw

MOST_TITLE, MOST_DESCRIPTION = 60, 155  # characters: about what search engines show before they cut off
LONGEST_TITLE = 255
PICTURE_WIDTH = 400  # pixels


class SharingPanel(Panel):
    """Shows title, description and picture as others will. Holds no field: ``js/sharing.js`` reads those beside it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/sharing_panel.html"

        @property
        def media(self) -> Media:
            """Add the script that follows the fields: a module, because Wagtail puts scripts before the form."""
            return Media(js=[Script("js/sharing.js", type="module")])  # type: ignore[list-item]  # stubs older than Script

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """Give the template what is saved; the script takes it from there."""
            page = self.instance
            title = getattr(page, page.titled_by) or page.title
            return {
                **super().get_context_data(parent_context),
                "host": urlsplit(settings.SITE_URL).netloc,
                "slug": page.slug or "",
                "site": _site_name(),
                "title": title,
                "search_title": page.seo_title or title,
                "description": page.search_description,
                "titled_by": page.titled_by,
                "card_url": reverse("share_card") if page.prints_edition else "",
                "picture_url": self._picture_url(),
                "most_title": MOST_TITLE,
                "most_description": MOST_DESCRIPTION,
            }

        def _picture_url(self) -> str:
            """Return the picture that stands for the page unless a card is drawn for it: its own, else the clinic's."""
            chosen: Picture | None = None
            if self.instance.social_image is not None:
                chosen = freeze_picture(self.instance.social_image, remembered=True)
            elif not self.instance.prints_edition:
                chosen = ClinicSettings.for_request(self.request).frozen_social_image
            return picture_url(chosen, min(PICTURE_WIDTH, chosen["width"]), "jpg") if chosen else ""


@require_safe
def share_card(request: HttpRequest) -> HttpResponse:
    """Draw the card of a title that is being written, for its editor."""
    card = ShareCard(title=request.GET.get("title", "")[:LONGEST_TITLE], site=_site_name())
    response = HttpResponse(draw(card), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=300"
    return response


def _site_name() -> str:
    """Return the clinic's name in the site's own language; empty until it has one."""
    names = SiteFrame.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return names.values_list("clinic_name", flat=True).first() or ""
