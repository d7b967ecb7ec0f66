"""The page explorer with what an editor plans by: who reviewed a page, when the next review is due, what is outdated.

Of the pages that are shown everything comes in a fixed number of queries. Filtering and sorting by what is outdated
compares every current edition with the library, as the report does.
"""

import datetime
from typing import Any

from django.db.models import Case, CharField, DateField, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from articles.editions.models import CurrentEdition
from articles.review.models import Decision, SignOff
from articles.review.outdated import outdated_editions
from clinic.core.screens import DayColumn

DUE_SOON = datetime.timedelta(days=60)
REVIEWER, NEXT_REVIEW, OUTDATED = "reviewer", "next_review", "is_outdated"
STATES = (
    ("reviewed", gettext_lazy("Reviewed")),
    ("due", gettext_lazy("Due within 60 days")),
    ("lapsed", gettext_lazy("Lapsed")),
    ("unreviewed", gettext_lazy("Published without a review")),
)
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))


def with_reviews(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate ``reviewer`` and ``next_review`` of what readers get of each page; empty where nobody answers for it."""
    newest = (
        SignOff.objects.filter(edition=OuterRef("current_edition__edition"))
        .exclude(decision=Decision.CHANGES_REQUESTED)
        .order_by("-pk")
    )
    stands = Case(When(decision=Decision.APPROVED, then="name"), default=Value(""), output_field=CharField())
    until = Case(When(decision=Decision.APPROVED, then="valid_until"), output_field=DateField())
    return pages.annotate(
        **{
            REVIEWER: Subquery(newest.annotate(stands=stands).values("stands")[:1]),
            NEXT_REVIEW: Subquery(newest.annotate(until=until).values("until")[:1]),
        }
    )


def outdated_pages(pages: QuerySet[Any] | None = None) -> dict[int, int]:
    """Return how many changes there are to what readers get, by page; of all pages unless given."""
    rows = CurrentEdition.objects.filter(page__live=True)
    found = outdated_editions(rows if pages is None else rows.filter(page__in=pages))
    return {outdated.current.page_id: len(outdated.changes) for outdated in found}


class ReviewFilterSet(GenericPageFilterSet):
    """Wagtail's filters, and those by review."""

    review = ChoiceFilter(
        label=gettext_lazy("Review"),
        choices=STATES,
        method="by_review",
        empty_label=gettext_lazy("Any"),
        widget=RadioSelect,
    )
    reviewer = ChoiceFilter(
        label=gettext_lazy("Reviewer"),
        choices=lambda: [
            (name, name) for name in SignOff.objects.order_by("name").values_list("name", flat=True).distinct()
        ],
        method="by_reviewer",
        empty_label=gettext_lazy("Anyone"),
        widget=RadioSelect,
    )
    outdated = ChoiceFilter(
        label=gettext_lazy("Outdated"),
        choices=YES_NO,
        method="by_outdated",
        empty_label=gettext_lazy("Any"),
        widget=RadioSelect,
    )

    # Wagtail's search takes no conditions on annotations, so each of these names the pages by their ids.

    def by_review(self, pages: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep pages whose review stands so today."""
        today = timezone.localdate()
        conditions = {
            "reviewed": Q(next_review__gte=today),
            "due": Q(next_review__gte=today, next_review__lte=today + DUE_SOON),
            "lapsed": Q(next_review__lt=today),
            "unreviewed": Q(next_review=None, current_edition__isnull=False),
        }
        kept = with_reviews(Page.objects.filter(live=True)).filter(conditions[value])
        return pages.filter(pk__in=kept.order_by().values("pk"))

    def by_reviewer(self, pages: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep pages that somebody answers for."""
        return pages.filter(pk__in=with_reviews(Page.objects.all()).filter(reviewer=value).order_by().values("pk"))

    def by_outdated(self, pages: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep pages that print what has changed in the library, or leave them out."""
        ids = list(outdated_pages())
        return pages.filter(pk__in=ids) if value == "yes" else pages.exclude(pk__in=ids)


def marks(page: Any) -> str:
    """Return what an editor should see to, in a word or two; empty where there is nothing."""
    changes = getattr(page, "changes", 0)
    lapsed = page.live and page.next_review is not None and page.next_review < timezone.localdate()
    words = [_("Review lapsed") if lapsed else "", _("Outdated (%(count)s)") % {"count": changes} if changes else ""]
    return ", ".join(word for word in words if word)


class ReviewIndexView(ExplorableIndexView):
    """The explorer with reviewer, next review and marks."""

    base_filterset_class = ReviewFilterSet
    base_columns = [
        *ExplorableIndexView.base_columns,
        Column(REVIEWER, label=gettext_lazy("Reviewer"), sort_key=REVIEWER, width="12%"),
        DayColumn(NEXT_REVIEW, label=gettext_lazy("Next review"), sort_key=NEXT_REVIEW, width="10%"),
        StatusTagColumn("marks", label=gettext_lazy("To see to"), accessor=marks, sort_key=OUTDATED, width="10%"),
    ]

    def get_valid_orderings(self) -> list[str]:
        """Leave out ours while searching: the search knows the columns of the page alone."""
        ours = {REVIEWER, NEXT_REVIEW, OUTDATED}
        orderings = super().get_valid_orderings()
        return [name for name in orderings if name.lstrip("-") not in ours] if self.is_searching else orderings

    def annotate_queryset(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """Add reviewer and next review, and what is outdated where it is sorted by."""
        pages = with_reviews(super().annotate_queryset(pages))
        if self.ordering in (OUTDATED, f"-{OUTDATED}"):
            ids = list(outdated_pages())
            marked = Case(When(pk__in=ids, then=Value(1)), default=Value(0), output_field=IntegerField())
            pages = pages.annotate(**{OUTDATED: marked})
        return pages

    def get_table(self, object_list: Any) -> Any:
        """Count what has changed for the pages that are shown."""
        shown = list(object_list)
        changes = outdated_pages(Page.objects.filter(pk__in=[page.pk for page in shown]))
        for page in shown:
            page.changes = changes.get(page.pk, 0)
        return super().get_table(shown)


class ReviewPageViewSet(PageViewSet):
    """Every page in the explorer."""

    index_view_class = ReviewIndexView
    filterset_class = ReviewFilterSet  # which Wagtail's would otherwise take the place of


review_page_viewset = ReviewPageViewSet()
