"""Who made a page that is signed, and how long a review of it holds."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from articles import below as steps_below
from articles.editions.freezing import Freezer
from articles.editions.models import ContributorRole, Edition
from articles.editions.pages import EditionedPage
from articles.reading import Reading, current_reading, draft_reading, edition_reading, not_shown_context
from articles.review.claims import Claim
from articles.review.shown import NotShown


class ContributedPage(EditionedPage):
    """An editioned page with authors and editors, read by its edition, signed for a number of months.

    ``contributors_name`` is the name of the relation to its contributors; that to its corrections is ``corrections``.
    """

    answers_below = True
    contributors_name: ClassVar[str]
    corrections: Any

    disclosure = models.TextField(
        _("disclosure"), blank=True, help_text=_("Who paid for this article, or any interest in it. Readers see it.")
    )
    review_months = models.PositiveSmallIntegerField(
        _("review is valid for (months)"),
        default=12,
        validators=[MinValueValidator(3), MaxValueValidator(24)],
        help_text=_("3 to 24. After that the page says that its review has lapsed."),
    )

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for the record, earlier editions and the like, one step below. Raises Http404 for other steps."""
        if self.live and len(path_components) == 1 and steps_below.answers(path_components[0]):
            return RouteResult(self, kwargs={"below": path_components[0]})
        return super().route(request, path_components)

    def get_route_paths(self) -> list[str]:
        """Return the addresses for which redirects are made when the page moves: those below it too."""
        return ["/", *(f"/{step}/" for step in steps_below.steps(self.edition_page_id))]

    def resolve_subpage(self, path: str) -> None:
        """Let redirects lead to what answers below the page. Raises Resolver404 for anything else."""
        if not steps_below.answers(path.strip("/")):
            raise Resolver404

    def serve(self, request: HttpRequest, *args: Any, below: str = "", **kwargs: Any) -> HttpResponse:
        """Serve the current edition, or what stands ``below`` the page's address. Raises Http404."""
        request.is_preview = False  # type: ignore[attr-defined]  # set by every Wagtail page for its templates
        return steps_below.answer(request, self, below) if below else super().serve(request, *args, **kwargs)

    def reading_context(self, request: HttpRequest, reading: Reading) -> dict[str, Any]:
        """Return all that the template prints of an edition."""
        raise NotImplementedError

    @property
    def _contributors(self) -> "list[Contributor]":
        rows = list(getattr(self, self.contributors_name).all())
        return sorted(rows, key=lambda row: row.role != ContributorRole.AUTHOR)

    def contributor_roles(self) -> Iterable[tuple[int, str]]:
        """Return (person id, role), authors before editors, each in the order given."""
        return [(row.person_id, row.role) for row in self._contributors]

    def frozen_contributors(self, freezer: Freezer) -> list[dict[str, Any]]:
        """Return what an edition keeps of its bylines, authors first."""
        return [row.frozen(freezer) for row in self._contributors]

    def frozen_corrections(self) -> list[dict[str, Any]]:
        """Return what an edition keeps of the errors that earlier ones held, the newest first."""
        rows = sorted(self.corrections.all(), key=lambda row: row.noted_on, reverse=True)
        return [row.frozen() for row in rows]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the template the current edition and nothing of this row.

        ``content`` is missing if there is none; ``not_shown`` says why, where readers are told.
        """
        context = Page.get_context(self, request, *args, **kwargs)
        reading = current_reading(self)
        if isinstance(reading, NotShown):
            return {**context, **not_shown_context(request, self, reading)}
        return {**context, **(self.reading_context(request, reading) if reading else {})}

    def edition_context(self, request: HttpRequest, edition: Edition, claim: Claim) -> dict[str, Any]:
        """Print one edition, current or not, for staff."""
        context = Page.get_context(self, request)
        return {**context, **self.reading_context(request, edition_reading(edition, claim))}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:  # noqa: ARG002 -- one mode
        """Print the draft as its edition would be."""
        context = Page.get_context(self, request)
        return {**context, **self.reading_context(request, draft_reading(self)), "is_preview": True}


def contributed_models() -> list[type[ContributedPage]]:
    """Return every kind of page that is signed, of all rooms."""
    return [model for model in apps.get_models() if issubclass(model, ContributedPage)]


class Contributor(Orderable):
    """Who wrote or edited a page. A subclass adds the page."""

    person = models.ForeignKey("people.Person", verbose_name=_("person"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=6, choices=ContributorRole, default=ContributorRole.AUTHOR)

    panels = [FieldPanel("person"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"

    def frozen(self, freezer: Freezer) -> dict[str, Any]:
        """Return what an edition keeps of this byline."""
        person = self.person
        return {
            "person": str(person.uuid),
            "role": self.role,
            "name": person.name,
            "post_nominals": person.post_nominals,
            "job_title": person.job_title,
            "disclosures": [
                {"text": row.text, "declared_on": row.declared_on.isoformat()} for row in person.disclosures.all()
            ],
            "portrait": freezer.picture(person.portrait),
        }


class BylineFormSet(BaseChildFormSet):
    """The bylines of a page, of which a draft needs none, although the form offers an empty one from the beginning."""

    def _should_delete_form(self, form: WagtailAdminModelForm) -> bool:
        """Leave out a new row in which nobody is named, where a draft is saved: ``is_deferred_validation`` says so."""
        is_empty = form.instance.pk is None and set(form.changed_data) <= {"ORDER"}
        return (form.is_deferred_validation and is_empty) or bool(super()._should_delete_form(form))


class BylinesPanel(InlinePanel):
    """Bylines, with the rule of what a draft needs."""

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options and the rule."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = BylineFormSet
        return options


def people_panels(relation: str) -> list[Any]:
    """Return the panels of the tab on people and review."""
    return [
        BylinesPanel(
            relation,
            label=_("Contributor"),
            heading=_("Authors and editors"),
            min_num=1,
            help_text=_("In the order in which they are printed. Medical reviewers are not named here: they sign."),
        ),
        FieldPanel("disclosure"),
        FieldPanel("review_months"),
    ]


def once_per_role(name: str) -> models.UniqueConstraint:
    """Return the constraint that nobody is named twice in the same role."""
    return models.UniqueConstraint(
        fields=["page", "person", "role"],
        name=name,
        violation_error_message=_("This person is already named in this role."),
    )
