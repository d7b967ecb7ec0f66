"""What this room adds to the Wagtail admin. Registrations only."""

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.models import register_snippet

from clinic.finding.explorer import review_page_viewset
from clinic.finding.viewsets import SynonymViewSet

register_snippet(SynonymViewSet)


@hooks.register("register_admin_viewset")
def explorer() -> PageViewSet:
    """Show reviews in the explorer, in place of Wagtail's own."""
    return review_page_viewset
