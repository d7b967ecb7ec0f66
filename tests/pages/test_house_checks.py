"""What the site lacks is named, to those who can mend it and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from clinic.accounts.roles import EDITORS, SITE_MANAGERS
from clinic.core import house_checks
from clinic.core.house_checks import Finding, findings, register_house_check
from clinic.core.models import ClinicSettings
from clinic.core.models.settings import ACTION_FIELDS, POLICY_FIELDS
from clinic.pages.models import StandardPage
from tests.factories import HomePageFactory, UserFactory
from tests.pages.test_locations import location
from tests.staff import let_in

pytestmark = pytest.mark.django_db


def sentences() -> list[str]:
    return [finding.sentence for finding in findings(Site.objects.get())]


@pytest.fixture
def site() -> Site:
    """Return a site with nothing but its home page."""
    HomePageFactory()
    return Site.objects.get()


def test_each_missing_policy_is_named_and_leads_to_where_it_is_chosen(site: Site, client: Client) -> None:
    let_in(client, UserFactory(groups=[SITE_MANAGERS]))
    html = client.get(reverse("house_checks")).content.decode()
    assert "House checks" in html
    settings = ClinicSettings.for_site(site)
    for name in (*POLICY_FIELDS, *ACTION_FIELDS):
        label = str(settings._meta.get_field(name).verbose_name)
        assert f"“{label[:1].upper()}{label[1:]}” is missing: no page is chosen." in html, name
    assert reverse("wagtailsettings:edit", args=("core", "clinicsettings", site.pk)) in html


def test_a_policy_is_found_when_its_page_is_live_and_missed_when_it_is_not(site: Site) -> None:
    page = StandardPage(title="Our editorial policy", slug="editorial")
    site.root_page.add_child(instance=page)
    settings = ClinicSettings.for_site(site)
    settings.editorial_policy_page = page
    settings.save()
    assert not any("Editorial policy" in sentence for sentence in sentences())
    page.unpublish()
    assert "“Editorial policy” is missing: the page “Our editorial policy” is not published." in sentences()


def test_a_site_that_cannot_say_whether_it_is_open_is_told_so(site: Site) -> None:
    assert "There is no location yet." in sentences()
    place = location([])
    place.save()
    assert {"“Seattle” has no opening hours.", "No main location is chosen."} <= set(sentences())
    place.hours = location().hours
    place.save()
    settings = ClinicSettings.for_site(site)
    settings.main_location = place
    settings.save()
    assert not {"There is no location yet.", "“Seattle” has no opening hours.", "No main location is chosen."} & set(
        sentences()
    )


def test_the_first_page_of_the_admin_shows_what_is_missing_to_those_who_can_mend_it(site: Site) -> None:
    for role, shown in ((SITE_MANAGERS, True), (EDITORS, False)):
        client = let_in(Client(), UserFactory(groups=[role]))
        html = client.get(reverse("wagtailadmin_home")).content.decode()
        assert ("Missing on the site" in html) == shown, role
        assert ("“Contact” is missing: no page is chosen." in html) == shown, role
        assert (reverse("house_checks") in html) == shown, role


def test_an_editor_cannot_open_the_report(site: Site, client: Client) -> None:
    let_in(client, UserFactory(groups=[EDITORS]))
    assert client.get(reverse("house_checks")).status_code == 302


def test_a_room_adds_a_check_of_its_own_and_nothing_is_shown_where_nothing_is_missing(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house_checks, "_checks", [])
    let_in(client, UserFactory(groups=[SITE_MANAGERS]))
    assert "Nothing is missing" in client.get(reverse("house_checks")).content.decode()
    assert "Missing on the site" not in client.get(reverse("wagtailadmin_home")).content.decode()
    register_house_check(lambda _site: [Finding("The roof leaks.", "It rains.", "/admin/roof/")])
    html = client.get(reverse("house_checks")).content.decode()
    assert "The roof leaks." in html
    assert 'href="/admin/roof/"' in html
