"""What people bring to the admin."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from clinic.people import log_actions
from clinic.people.viewsets import person_chooser_viewset, person_viewset


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """Add the menu item and the chooser for bylines."""
    return [person_viewset, person_chooser_viewset]


hooks.register("register_log_actions", log_actions.register)
