"""The library in the admin."""

from typing import ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn, UsageCountColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from articles.library import views
from articles.library.choosers import ReferenceChooserViewSet
from articles.library.forms import KeyedForm, ReferenceForm
from articles.library.models import EvidenceKind, Reference, ReferenceQuerySet
from articles.library.treatments import TreatmentPage
from articles.library.vocabulary import Aspect, GlossaryTerm, Indication


def _years() -> list[tuple[int, str]]:
    years = Reference.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in years]


class ReferenceFilterSet(WagtailFilterSet):
    """By what a source is, and by what is known of it."""

    kind = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Kind of evidence"), choices=EvidenceKind.choices, widget=forms.CheckboxSelectMultiple
    )
    year = django_filters.ChoiceFilter(label=gettext_lazy("Year"), choices=_years)
    retracted = django_filters.BooleanFilter(label=gettext_lazy("Retracted"))
    landmark = django_filters.BooleanFilter(label=gettext_lazy("Landmark"))
    confirmed = django_filters.BooleanFilter(label=gettext_lazy("Identifiers confirmed"), method="filter_confirmed")

    class Meta:
        model = Reference
        fields: ClassVar[list[str]] = []

    def filter_confirmed(self, references: ReferenceQuerySet, _name: str, confirmed: bool) -> ReferenceQuerySet:
        """Keep those whose identifiers somebody compared, or those still to be compared."""
        if confirmed:
            return references.exclude(identifiers_confirmed_by="")
        return references.filter(identifiers_confirmed_by="")


def _standing(reference: Reference) -> str:
    if reference.retracted:
        return _("Retracted")
    return _("Landmark") if reference.landmark else ""


class ReferenceViewSet(SnippetViewSet):
    """Sources. There is no copy view: no source is a copy of another."""

    model = Reference
    icon = "cite"
    menu_label = gettext_lazy("Sources")
    copy_view_enabled = False
    index_view_class = views.ReferenceIndexView
    edit_view_class = views.ReferenceEditView
    delete_view_class = views.ReferenceDeleteView
    delete_template_name = "library/admin/confirm_delete.html"
    usage_view_class = views.ReferenceUsageView
    chooser_viewset_class = ReferenceChooserViewSet
    filterset_class = ReferenceFilterSet
    search_fields = ReferenceQuerySet.SEARCHED
    list_per_page = 30
    list_display = [
        "__str__",
        "kind",
        Column("container", label=gettext_lazy("Journal or publisher"), sort_key="container"),
        Column("year", label=gettext_lazy("Year"), sort_key="year"),
        StatusTagColumn("standing", label=gettext_lazy("Standing"), accessor=_standing),
        Column(
            "confirmed",
            label=gettext_lazy("Identifiers confirmed"),
            accessor=lambda reference: _("Yes") if reference.identifiers_confirmed_by else _("No"),
        ),
        UsageCountColumn("place_count", label=gettext_lazy("Cited in")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("authors"),
            FieldPanel("title"),
            FieldPanel("kind"),
            MultiFieldPanel(
                [
                    FieldPanel("container"),
                    FieldRowPanel([FieldPanel("year"), FieldPanel("volume"), FieldPanel("pages")]),
                ],
                heading=gettext_lazy("Where and when it was published"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]),
                    FieldRowPanel([FieldPanel("url"), FieldPanel("accessed_on")]),
                    FieldPanel("identifiers_confirmed_by"),
                ],
                heading=gettext_lazy("How to find it"),
            ),
            FieldRowPanel([FieldPanel("retracted"), FieldPanel("retraction_urgent"), FieldPanel("landmark")]),
            FieldPanel("key"),
        ],
        base_form_class=ReferenceForm,
    )


class WordViewSet(SnippetViewSet):
    """What aspects, indications and terms have in common: where they are used, they stay."""

    copy_view_enabled = False
    delete_view_class = views.WordDeleteView
    delete_template_name = "library/admin/confirm_delete.html"
    usage_view_class = views.WordUsageView
    list_per_page = 50


class AspectViewSet(WordViewSet):
    """The questions that are asked of every treatment, in the order of tables (to be dragged)."""

    model = Aspect
    icon = "list-ol"
    menu_label = gettext_lazy("Aspects")
    list_display = ["name", "key", "help"]
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("help"), FieldPanel("key")], base_form_class=KeyedForm)


class IndicationViewSet(WordViewSet):
    """What treatments are used for."""

    model = Indication
    icon = "crosshairs"
    menu_label = gettext_lazy("Indications")
    list_display = ["name", "key", Column("in_sentence", label=gettext_lazy("Within a sentence"))]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("within_sentence"), FieldPanel("key")], base_form_class=KeyedForm
    )


class GlossaryViewSet(WordViewSet):
    """Words that articles explain."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    list_display = ["term", "other_forms", BooleanColumn("explained", label=gettext_lazy("Explained in articles"))]
    search_fields = ["term", "other_forms"]
    edit_handler = ObjectList(
        [FieldPanel("term"), FieldPanel("other_forms"), FieldPanel("explanation"), FieldPanel("explained")]
    )


class TreatmentListing(PageListingViewSet):
    """The treatments, from wherever one is in the admin."""

    model = TreatmentPage
    name = "treatments"
    icon = "pick"
    menu_label = gettext_lazy("Treatments")


class LibraryGroup(SnippetViewSetGroup):
    """The menu item "Library"."""

    menu_label = gettext_lazy("Library")
    menu_icon = "folder-open-inverse"
    menu_order = 230
    items = (TreatmentListing, AspectViewSet, IndicationViewSet, GlossaryViewSet, ReferenceViewSet)
