"""What this room adds to the Wagtail admin. Registrations only."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from clinic.consultations.inbox import detail, export, figures, person, views
from clinic.consultations.permissions import may_handle
from clinic.consultations.viewsets import IntakeFormViewSet

register_snippet(IntakeFormViewSet)


@hooks.register("register_admin_urls")
def inbox_urls() -> list[URLPattern]:
    """Add the inbox. Every view of it asks for membership of Intake staff itself."""
    return [
        path("requests/", views.InboxView.as_view(), name="intake_inbox"),
        path("requests/search/", views.SearchView.as_view(), name="intake_search"),
        path("requests/search/<uuid:search>/", views.FoundView.as_view(), name="intake_found"),
        path("requests/arrivals/", views.ArrivalsView.as_view(), name="intake_arrivals"),
        path("requests/export/", export.ExportView.as_view(), name="intake_export"),
        path("requests/figures/", figures.FiguresView.as_view(), name="intake_figures"),
        path("requests/calendar/", figures.CalendarView.as_view(), name="intake_calendar"),
        path("requests/<uuid:pk>/", detail.DetailView.as_view(), name="intake_request"),
        path("requests/<uuid:pk>/act/", detail.ActView.as_view(), name="intake_act"),
        path("requests/<uuid:pk>/call-sheet/", detail.CallSheetView.as_view(), name="intake_call_sheet"),
        path("requests/<uuid:pk>/correct/", person.CorrectView.as_view(), name="intake_correct"),
        path("requests/<uuid:pk>/give-out/", person.GiveOutView.as_view(), name="intake_give_out"),
        path("requests/<uuid:pk>/erase/", person.EraseView.as_view(), name="intake_erase"),
    ]


class InboxMenuItem(MenuItem):
    """Shown to Intake staff."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may read requests."""
        return may_handle(request.user)


@hooks.register("register_admin_menu_item")
def inbox_menu_item() -> MenuItem:
    """Add the inbox to the menu."""
    return InboxMenuItem(gettext_lazy("Requests"), reverse("intake_inbox"), icon_name="mail", order=90)
