"""Choosing a source: for the editor's Cite button and for fields that point to one."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import CreationFormMixin
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)

from articles.library.forms import ReferenceForm
from articles.library.models import EvidenceKind, Reference, ReferenceQuerySet

CHOOSER_URL = "wagtailsnippetchoosers_articles_reference:choose"
EDIT_URL = "wagtailsnippets_articles_reference:edit"


def entity_data(reference: Reference) -> dict[str, Any]:
    """Return what the editor keeps of a source: ``id``, ``label`` as shown in the text, ``title`` and ``url``."""
    return {
        "id": str(reference.pk),
        "label": f"[{reference.short_name}]",
        "title": str(reference),
        "url": reverse(EDIT_URL, args=(reference.pk,)),
    }


class ReferenceFilterForm(BaseFilterForm):
    """Words, and the kind of evidence."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Title, author, key, journal, year, DOI or PubMed ID")}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of evidence"),
        required=False,
        choices=[("", _("All kinds")), *EvidenceKind.choices],
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects: ReferenceQuerySet) -> ReferenceQuerySet:
        """Return the sources that match."""
        if kind := self.cleaned_data["kind"]:
            objects = objects.filter(kind=kind)
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query or kind)
        return objects.search(self.search_query)


class ReferenceChoice(BaseSnippetChooseView):
    """What the chooser's window lists."""

    filter_form_class = ReferenceFilterForm
    results_template_name = "library/admin/chooser_results.html"

    @property
    def columns(self) -> list[Column]:
        """Add to the title what tells a guideline from a case report, and what is no longer to be relied on."""
        return [
            *super().columns,
            Column("kind", label=_("Kind of evidence"), accessor="get_kind_display"),
            Column("container", label=_("Journal or publisher"), accessor="container"),
            Column("retracted", label=_("Status"), accessor=lambda row: _("Retracted") if row.retracted else ""),
        ]


class NewReference(CreationFormMixin):
    """The form for a source that is not here yet. Its fields' ids must not be those of the page behind the window."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        """Give the fields a prefix."""
        return {**super().get_creation_form_kwargs(), "prefix": "new-source"}


class CitedResponse:
    """Adds to the answer what the editor shows."""

    def get_chosen_response_data(self, item: Reference) -> dict[str, Any]:
        """Return the chooser's own data with those of the entity."""
        return {**super().get_chosen_response_data(item), **entity_data(item)}  # type: ignore[misc]  # of the view it joins


class ReferenceChooseView(NewReference, ReferenceChoice, ChooseView):
    """The window."""


class ReferenceChooseResultsView(NewReference, ReferenceChoice, ChooseResultsView):
    """What a search in it finds."""


class ReferenceChosenView(CitedResponse, SnippetChosenView):
    """One source was chosen."""


class ReferenceChosenMultipleView(CitedResponse, SnippetChosenMultipleView):
    """Several were."""


class ReferenceCreateView(CitedResponse, NewReference, SnippetCreateView):
    """One was added."""


class ReferenceChooserViewSet(SnippetChooserViewSet):
    """The chooser, with a form for those who may add."""

    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    chosen_view_class = ReferenceChosenView
    chosen_multiple_view_class = ReferenceChosenMultipleView
    create_view_class = ReferenceCreateView
    creation_form_class = ReferenceForm
    page_title = _("Choose a source")
    choose_one_text = _("Choose a source")
    choose_another_text = _("Choose another source")
    edit_item_text = _("Edit this source")
    search_tab_label = _("Search")
    creation_tab_label = _("Add new")
    create_action_label = _("Add and choose")
