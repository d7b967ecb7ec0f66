"""Making a page, when it is asked for twice at the same moment."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page


class AddPageView(CreateView):
    """Wagtail's form for a new page, which is sent for one child of a page at a time.

    Wagtail looks whether the address is free before it waits for its place in the tree. If the same form comes a second
    time meanwhile (the editor saving by itself and somebody pressing a button, or two people), the look is out of date
    and the answer an error 500. Here the second waits first, then looks, and is told that the address is taken.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hold the parent's row while a form is checked and saved."""
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=kwargs["parent_page_id"]).first()
            return super().dispatch(request, *args, **kwargs)


add_page = require_admin_access(AddPageView.as_view())
