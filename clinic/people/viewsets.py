"""People in the admin: for site managers to keep, for everyone else to choose."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.deletion import ProtectedError
from django.forms import CharField, Form, TextInput
from django.http import HttpResponse
from django.urls import URLPattern
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from clinic.core.screens import DayColumn
from clinic.core.usage_views import PlacesView
from clinic.people.changes import OWN_RECORD
from clinic.people.deletion import what_holds
from clinic.people.filters import PersonFilterSet
from clinic.people.models import Person
from clinic.people.models.credential import CredentialKind
from clinic.people.panels import person_form


def licence_in_words(person: Person) -> str:
    """Return how the person's licences stand today."""
    if current := person.current_licences():
        until = current[0].valid_until
        return _("Current until %(day)s") % {"day": date_format(until, "DATE_FORMAT")} if until else _("Current")
    ended = [c.valid_until for c in person.credentials.all() if c.kind == CredentialKind.LICENCE and c.valid_until]
    return _("Expired on %(day)s") % {"day": date_format(max(ended), "DATE_FORMAT")} if ended else ""


class PersonIndexView(IndexView):
    """The list, for those who keep it, with what its columns need in two queries."""

    any_permission_required = ["add", "change", "delete"]

    def get_base_queryset(self) -> QuerySet[Person]:
        """Fetch accounts and credentials along."""
        people: QuerySet[Person] = super().get_base_queryset()
        return people.select_related("user").prefetch_related("credentials")


class PersonDeleteView(DeleteView):
    """Says in place why someone cannot be deleted, where Wagtail's view answers with an error page."""

    @cached_property
    def refusal(self) -> str:
        """Why the person cannot be deleted; empty if they can."""
        if self.object.user_id == self.request.user.pk:
            return str(OWN_RECORD)
        holding = what_holds(self.object)
        if not holding:
            return ""
        return _(
            "%(person)s cannot be deleted, because the name stands on record: %(holding)s. If they have left, say so"
            " under “Left on”: the name then stays where it stood, without a link, and the profile is no longer shown."
        ) % {"person": self.object, "holding": holding}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the refusal."""
        return {**super().get_context_data(**kwargs), "refusal": self.refusal}

    def form_valid(self, form: Form) -> HttpResponse:
        """Delete, or show the page again with the reason why not."""
        if self.refusal:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            return super().form_valid(form)
        except ProtectedError:  # signed or credited between the look and the deletion
            del self.refusal
            return self.render_to_response(self.get_context_data(form=form))


class PersonViewSet(ModelViewSet):
    """The menu item "People". There is no copy view: nobody is a copy of another."""

    model = Person
    name = "people"
    icon = "group"
    menu_label = gettext_lazy("People")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = PersonIndexView
    delete_view_class = PersonDeleteView
    usage_view_class = PlacesView
    delete_template_name = "people/admin/confirm_delete.html"
    edit_handler = person_form
    list_display = [
        "name",
        "post_nominals",
        "job_title",
        Column("user", label=gettext_lazy("Account"), accessor="user"),
        Column("licence", label=gettext_lazy("Licence"), accessor=licence_in_words),
        DayColumn("left_on", label=gettext_lazy("Left on"), sort_key="left_on"),
        StatusTagColumn(
            "is_sample", label=gettext_lazy("Sample"), accessor=lambda person: _("Sample") if person.is_sample else ""
        ),
    ]
    filterset_class = PersonFilterSet
    search_fields = ["name", "job_title", "specialties", "user__email"]
    ordering = ["name"]


class PersonSearchForm(BaseFilterForm):
    """Finds people by a part of the name."""

    q = CharField(
        label=gettext_lazy("Name"),
        required=False,
        widget=TextInput(attrs={"placeholder": gettext_lazy("Search by name")}),
    )

    def filter(self, objects: QuerySet[Person]) -> QuerySet[Person]:
        """Keep those whose name contains every word."""
        people: QuerySet[Person] = super().filter(objects)
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split():
            people = people.filter(name__icontains=word)
        return people


class PersonColumns(BaseChooseView):
    """What tells one person from another when choosing."""

    filter_form_class = PersonSearchForm

    @property
    def columns(self) -> list[Column]:
        """Add the job title and the day of leaving to the name."""
        return [
            *super().columns,
            Column("job_title", label=gettext_lazy("Job title")),
            DayColumn("left_on", label=gettext_lazy("Left on")),
        ]


class PersonChooseView(ChooseViewMixin, CreationFormMixin, PersonColumns):
    """The chooser's window."""


class PersonChooseResultsView(ChooseResultsViewMixin, CreationFormMixin, PersonColumns):
    """What a search in the chooser's window finds."""


class PersonChooserViewSet(ChooserViewSet):
    """Choosing a person, as for a byline. People are made under "People" alone, so there is no form for it here."""

    model = Person
    icon = "user"
    choose_one_text = gettext_lazy("Choose a person")
    choose_another_text = gettext_lazy("Choose another person")
    edit_item_text = gettext_lazy("Edit this person")
    choose_view_class = PersonChooseView
    choose_results_view_class = PersonChooseResultsView

    def get_urlpatterns(self) -> list[URLPattern]:
        """Leave out the address that makes people: without a form, Wagtail's view there fails."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


person_viewset = PersonViewSet()
person_chooser_viewset = PersonChooserViewSet("person_chooser")
