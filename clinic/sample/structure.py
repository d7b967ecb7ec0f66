"""What every site begins with: a home page, the lists below it, and the frame around them."""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from articles.models import ArticleIndexPage, ComparePage, TreatmentIndexPage
from clinic.core.models import BasePage, ClinicSettings, SiteFrame
from clinic.finding.synonyms import load_synonyms
from clinic.pages.models import ConditionIndexPage, HomePage, LocationIndexPage, ServiceIndexPage
from clinic.people.models import TeamPage

PageType = TypeVar("PageType", bound=BasePage)

CRISIS_LINES = (
    '<p><b>In an emergency, call <a href="tel:911">911</a>.</b> Thinking about suicide, or worried about someone who'
    ' is? Call or text <a href="tel:988">988</a>, the Suicide and Crisis Lifeline, at any hour.</p>'
)


class SiteNotEmptyError(Exception):
    """There is content already; the message says what."""


@dataclass(frozen=True)
class Structure:
    """The first pages and settings of a site."""

    site: Site
    home: HomePage
    articles: ArticleIndexPage
    treatments: TreatmentIndexPage
    compare: ComparePage
    team: TeamPage
    services: ServiceIndexPage
    conditions: ConditionIndexPage
    locations: LocationIndexPage
    clinic: ClinicSettings
    frame: SiteFrame


def is_empty() -> bool:
    """Whether there is nothing but the page that Wagtail itself makes."""
    return not Page.objects.filter(depth__gt=1).exclude(content_type__model="page").exists()


def refuse_if_not_empty() -> None:
    """Raise SiteNotEmptyError where there is any page that somebody made."""
    if not is_empty():
        page = Page.objects.filter(depth__gt=1).exclude(content_type__model="page").order_by("path").first()
        raise SiteNotEmptyError(f"There is content already, beginning with “{page}”.")


def make_structure(
    *, clinic_name: str, home: HomePage, slogan: str = "", crisis_lines: str = CRISIS_LINES
) -> Structure:
    """Make the home page the root of the site, with empty lists of articles and treatments, a team page and a frame.

    The search gets the synonyms with which every site begins.
    """
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)  # so that everything can be translated
    locale = Locale.get_default()
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2, content_type__model="page").delete()  # Wagtail's own "Welcome"
    root.refresh_from_db()
    home = publish(root, home)
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site, _made = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": address.hostname, "port": port, "site_name": clinic_name, "root_page": home},
    )
    frame, _made = SiteFrame.objects.update_or_create(
        locale=locale, defaults={"clinic_name": clinic_name, "slogan": slogan, "crisis_lines": crisis_lines}
    )
    load_synonyms()
    return Structure(
        site=site,
        home=home,
        articles=publish(home, ArticleIndexPage(title="Articles", slug="articles")),
        treatments=publish(home, TreatmentIndexPage(title="Treatments", slug="treatments")),
        compare=publish(home, ComparePage(title="Compare treatments", slug="compare")),
        team=publish(home, TeamPage(title="Our team", slug="team")),
        services=publish(home, ServiceIndexPage(title="Services", slug="services")),
        conditions=publish(home, ConditionIndexPage(title="Conditions", slug="conditions")),
        locations=publish(home, LocationIndexPage(title="Locations", slug="locations")),
        clinic=ClinicSettings.for_site(site),
        frame=frame,
    )


def publish(parent: Page, page: PageType) -> PageType:
    """Add a page and publish it."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
