"""Listing sources with what cites them, and saying in place why one of them stays."""

from collections.abc import Callable
from typing import Any

from django.db.models import ProtectedError, QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column, Table
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.side_panels import SnippetStatusSidePanel
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView

from articles.library import uses
from articles.library.deletion import refusal
from articles.library.models import Reference, ReferenceQuerySet
from articles.library.queries import places_citing
from articles.library.vocabulary import Aspect, GlossaryTerm, Indication
from clinic.core.usage import FindPlaces, Place
from clinic.core.usage_views import SnippetPlacesView

# How a view says in a sentence why a row that is used in some places stays.
SayWhy = Callable[[Any, list[Place]], str]

USAGE_URL = "wagtailsnippets_articles_reference:usage"


class ReferenceIndexView(IndexView):
    """The list. What cites the sources on one of its pages is counted in a fixed number of queries."""

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Column:
        """Give the title the room that titles of articles need."""
        return super()._get_title_column(*args, width="42%", **kwargs)

    def search_queryset(self, queryset: ReferenceQuerySet) -> QuerySet[Reference]:
        """Find every word somewhere, where Wagtail would look for all of them in one field."""
        return queryset.search(self.search_query) if self.is_searching else queryset

    def get_table(self, object_list: Any, **kwargs: Any) -> Table:
        """Count what cites the sources that are shown."""
        shown = list(object_list)
        cited = places_citing(shown)
        for reference in shown:
            reference.place_count = len(cited.get(reference.pk, ()))
            reference.usage_url = reverse(USAGE_URL, args=(reference.pk,))
        return super().get_table(shown, **kwargs)


class ReferenceStatusPanel(SnippetStatusSidePanel):
    """Counts as the list does."""

    def get_usage_context(self) -> dict[str, Any]:
        """Return ``usage_count`` and ``usage_url``."""
        places = places_citing([self.object]) if self.object.pk else {}
        return {"usage_count": len(places.get(self.object.pk, ())), "usage_url": self.usage_url}


class ReferenceEditView(EditView):
    """Editing a source."""

    def get_side_panels(self) -> MediaContainer:
        """Show the status; a source has no drafts, languages or previews."""
        return MediaContainer(
            [
                ReferenceStatusPanel(
                    self.object,
                    self.request,
                    usage_url=self.get_usage_url(),
                    history_url=self.get_history_url(),
                    last_updated_info=self.get_last_updated_info(),
                )
            ]
        )


class ReferenceUsageView(SnippetPlacesView):
    """What cites a source, and where: published text, draft, editions."""

    find_places: FindPlaces = staticmethod(places_citing)


class ReferenceDeleteView(DeleteView):
    """Says in place what cites the source, where Wagtail's view would answer with an error page."""

    find_places: FindPlaces = staticmethod(places_citing)
    say: SayWhy = staticmethod(refusal)

    @cached_property
    def places(self) -> list[Place]:
        """What cites the source now."""
        return self.find_places([self.object]).get(self.object.pk, [])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reason for which the source stays, if there is one."""
        reason = self.say(self.object, self.places) if self.places else ""
        return {**super().get_context_data(**kwargs), "refusal": reason}

    def form_valid(self, form: Form) -> HttpResponse:
        """Delete, or show the page again with the reason why not."""
        try:
            return super().form_valid(form)
        except ProtectedError:
            self.__dict__.pop("places", None)  # it may have been cited since they were looked up
            return self.render_to_response(self.get_context_data(form=form))


class DeleteReferences(DeleteBulkAction):
    """Deletes the chosen sources that nothing cites, and says of the others why they stay."""

    models = [Reference]
    template_name = "library/admin/confirm_bulk_delete.html"
    find_places: FindPlaces = staticmethod(places_citing)
    say: SayWhy = staticmethod(refusal)

    @cached_property
    def _sorted(self) -> tuple[list[Reference], dict[str, Any]]:
        chosen, context = super().get_actionable_objects()
        cited = self.find_places(chosen)
        refusals = [self.say(reference, cited[reference.pk]) for reference in chosen if reference.pk in cited]
        return [reference for reference in chosen if reference.pk not in cited], {**context, "refusals": refusals}

    def get_actionable_objects(self) -> tuple[list[Reference], dict[str, Any]]:
        """Return those that can go, and in ``refusals`` why the others cannot."""
        return self._sorted

    def form_valid(self, form: Form) -> HttpResponse:
        """Delete what can go; if that is nothing, say why again."""
        try:
            if self.get_actionable_objects()[0]:
                return super().form_valid(form)
        except ProtectedError:  # one has been cited since; nothing was deleted
            for name in ("_sorted", "_actionable_objects"):
                self.__dict__.pop(name, None)
        return self.render_to_response(self.get_context_data(form=form))


class WordUsageView(ReferenceUsageView):
    """Where an aspect, an indication or a term is used."""

    find_places: FindPlaces = staticmethod(uses.places_using)


class WordDeleteView(ReferenceDeleteView):
    """Says in place where an aspect, an indication or a term is used, which is why it stays."""

    find_places: FindPlaces = staticmethod(uses.places_using)
    say: SayWhy = staticmethod(uses.refusal)

    def form_valid(self, form: Form) -> HttpResponse:
        """Delete what nothing uses. The database itself knows only some of the uses."""
        return self.render_to_response(self.get_context_data(form=form)) if self.places else super().form_valid(form)


class DeleteWords(DeleteReferences):
    """Deletes those of the chosen that nothing uses, and says of the others why they stay."""

    models = [Aspect, Indication, GlossaryTerm]
    find_places: FindPlaces = staticmethod(uses.places_using)
    say: SayWhy = staticmethod(uses.refusal)
