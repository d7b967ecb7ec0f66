"""The team and each person's page."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from clinic.core.frame import Frame, Link
from clinic.core.models import BasePage
from clinic.core.rich_text import printed
from clinic.people.forms import PersonPageForm
from clinic.people.jsonld import profile_graph
from clinic.people.models.person import Person
from clinic.people.queries import is_here
from clinic.people.records import person_with_records, take_records, with_records
from clinic.people.works import works_of


class TeamPage(BasePage):
    """Everyone who is here and has a page below this one, in the order of the page tree."""

    template = "pages/team.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["people.PersonPage"]
    max_count_per_parent = 1
    page_description = _("The people of the clinic. Each of them gets a page below it.")

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``people``, as ``listed_people`` gives them."""
        context = super().get_context(request, *args, **kwargs)
        context["people"] = listed_people(PersonPage.objects.child_of(self), context["frame"]) if self.path else []
        return context


class PersonPageQuerySet(PageQuerySet):
    """Person pages by whether readers get them."""

    def present(self) -> "PersonPageQuerySet":
        """Return those of people who have not left; a byline, listing or sitemap links to no other."""
        return self.filter(is_here(person="person__"))


class PersonPage(BasePage):
    """One person: portrait, role, biography, credentials, disclosures and works.

    Of someone who has left the page is no longer served (404), whether or not it is live.
    """

    template = "pages/person.html"
    parent_page_types = ["people.TeamPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Who someone is, what entitles them, and what they wrote, edited and reviewed.")
    base_form_class = PersonPageForm

    person = models.ForeignKey(
        "people.Person",
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Name, portrait, credentials and disclosures come from there."),
    )
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("In this page's language. Unless given, the job title.")
    )
    biography = RichTextField(_("biography"), blank=True, features=["h3", "bold", "italic", "ol", "ul", "link"])

    objects = PageManager.from_queryset(PersonPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("person"),
        FieldPanel("role"),
        FieldPanel("biography"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("role"),
        index.SearchField("biography"),
        index.RelatedFields("person", [index.SearchField(name) for name in ("name", "job_title", "specialties")]),
    ]

    class Meta:
        verbose_name = _("person page")
        verbose_name_plural = _("person pages")

    @property
    def job_title(self) -> str:
        """What the person does here, in this page's language where it says so."""
        return self.role or self.person.job_title

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page. Raises Http404 for someone who has left: their name stays only where it stood."""
        self.person = person_with_records(self.person_id)
        if self.person.has_left():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``person`` (plain values), ``biography``, the works by what was done, and the structured data."""
        context = super().get_context(request, *args, **kwargs)
        frame, person = context["frame"], self.person
        trail = [*frame.breadcrumbs, Link(self.title, request.path)]
        return {
            **context,
            "person": self._profile(),
            "biography": printed(self.biography, frame.pages.address),
            **works_of(person, frame),
            "structured_data": profile_graph(person, self.job_title, trail, settings.SITE_URL, frame),
        }

    def _profile(self) -> dict[str, Any]:
        person = self.person
        return {
            "name": person.name,
            "post_nominals": person.post_nominals,
            "job_title": self.job_title,
            "picture": person.picture,
            "specialties": person.specialty_list,
            "credentials": [{"label": str(credential)} for credential in person.current_credentials],
            "disclosures": [{"text": d.text, "declared_on": d.declared_on} for d in person.latest_disclosures],
            "orcid_url": person.orcid_url,
            "npi": person.npi,
            "is_sample": person.is_sample,
        }


def listed_people(pages: PersonPageQuerySet, frame: Frame) -> list[dict[str, Any]]:
    """Return what a list prints of those of ``pages`` that readers get, in one query, in the order of the page tree.

    Each has name, post_nominals, job_title, url, picture (or None), credentials (texts) and is_sample.
    """
    shown = with_records(pages.live().present().select_related("locale", "person"), "person").order_by("path")
    return [_listed(page, take_records(page.person, page), frame) for page in shown]


def _listed(page: PersonPage, person: Person, frame: Frame) -> dict[str, Any]:
    return {
        "name": person.name,
        "post_nominals": person.post_nominals,
        "job_title": page.job_title,
        "url": frame.pages.url(page),
        "picture": person.picture,
        "credentials": [credential.label for credential in person.current_credentials],
        "is_sample": person.is_sample,
    }
