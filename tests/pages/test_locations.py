"""Locations: what editors may say of them, and what readers and search engines get."""

import datetime
import json
import re
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Locale, Page, Site

from clinic.accounts.roles import AUTHORS, EDITORS
from clinic.core.models import ClinicSettings, Location
from clinic.pages.models import ContactPage, HomePage, LocationIndexPage, LocationPage
from tests.factories import HomePageFactory, UserFactory
from tests.staff import let_in

pytestmark = pytest.mark.django_db

MONDAY_MORNING = datetime.datetime(2026, 11, 23, 18, 0, tzinfo=datetime.UTC)  # 10 AM in Seattle
OFFICE = {"days": ["0", "1", "2", "3", "4"], "opens": "09:00", "closes": "17:00"}
THANKSGIVING = {"first_day": "2026-11-26", "last_day": "2026-11-27", "reason": "Thanksgiving"}


def location(hours: list[dict[str, Any]] | None = None, special: Any = (), **fields: Any) -> Location:
    """Return a location in Seattle that is open from nine to five, not saved."""
    return Location(
        **{
            "name": "Seattle",
            "street": "1 Pine Street",
            "city": "Seattle",
            "state": "WA",
            "postal_code": "98101",
            "latitude": "47.60621",
            "longitude": "-122.33207",
            "phone": "(206) 555-0100",
            "time_zone": "America/Los_Angeles",
            "hours": json.dumps([{"type": "hours", "value": row} for row in ([OFFICE] if hours is None else hours)]),
            "special_days": json.dumps([{"type": kind, "value": value} for kind, value in special]),
            **fields,
        }
    )


@pytest.fixture
def home() -> HomePage:
    """Return the home page of a site whose main location is in Seattle, open from nine to five but on Thanksgiving."""
    home = HomePageFactory()
    index = home.add_child(instance=LocationIndexPage(title="Locations", slug="locations"))
    place = location(special=[("closed", THANKSGIVING)])
    place.full_clean()
    place.save()
    page = LocationPage(title="Seattle", slug="seattle", location=place, directions="<p>By bus.</p>")
    index.add_child(instance=page)
    home.add_child(instance=ContactPage(title="Contact", slug="contact"))
    settings = ClinicSettings.for_site(Site.objects.get())
    settings.phone, settings.main_location = "(206) 555-0100", place
    settings.save()
    return home


def page_text(client: Client, address: str) -> str:
    """Return the words of a page."""
    html = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("</head>")[1]).split())


@pytest.mark.parametrize(
    ("hours", "special", "field"),
    [
        ([OFFICE, {"days": ["4"], "opens": "16:00", "closes": "20:00"}], [], "hours"),
        # Sunday night runs into Monday morning.
        ([{"days": ["0"], "opens": "01:00", "closes": "05:00"}, {"days": ["6"], "opens": "22:00", "closes": "02:00"}],
         [], "hours"),
        ([{"days": [], "opens": "09:00", "closes": "17:00"}], [], "hours"),
        ([OFFICE], [("closed", {**THANKSGIVING, "last_day": "2026-11-25"})], "special_days"),
        ([OFFICE], [("closed", {**THANKSGIVING, "last_day": "2036-11-25"})], "special_days"),
        ([OFFICE], [("closed", THANKSGIVING), ("other_hours", {**THANKSGIVING, "opens": "09:00", "closes": "10:00"})],
         "special_days"),
        ([OFFICE], [("other_hours", {**THANKSGIVING, "opens": "09:00", "closes": "12:00"})] * 2, "special_days"),
    ],
)  # fmt: skip
def test_hours_that_contradict_each_other_are_refused(hours: Any, special: Any, field: str) -> None:
    stream = getattr(location(hours, special), field)
    with pytest.raises(StreamBlockValidationError):
        stream.stream_block.clean(stream)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"longitude": None}, "longitude"),
        ({"latitude": "91"}, "latitude"),
        ({"state": "Washington"}, "state"),
        ({"postal_code": "9810"}, "postal_code"),
        ({"time_zone": "Europe/Berlin"}, "time_zone"),
    ],
)
def test_a_location_is_somewhere_in_the_us(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        location(**wrong).full_clean()
    assert field in refusal.value.message_dict


@pytest.mark.parametrize("wrong", [{"longitude": None}, {"latitude": "91"}, {"time_zone": "Mars/Olympus"}])
def test_the_database_itself_refuses_a_place_that_is_nowhere(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        location(**wrong).save()


def test_readers_are_told_whether_it_is_open_on_every_page_that_speaks_of_it(home: HomePage, client: Client) -> None:
    addresses = ("/", "/locations/", "/locations/seattle/", "/contact/")
    with time_machine.travel(MONDAY_MORNING, tick=False):
        for address in addresses:
            assert "Open now until 5 PM (Pacific time)" in page_text(client, address), address
    with time_machine.travel(MONDAY_MORNING + datetime.timedelta(days=3), tick=False):
        for address in addresses:
            assert "Closed today: Thanksgiving. Opens on Monday at 9 AM" in page_text(client, address), address


def test_today_is_that_of_the_place_and_closures_are_announced_until_they_are_past(
    home: HomePage, client: Client
) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 24, 7, 0, tzinfo=datetime.UTC), tick=False):
        text = page_text(client, "/locations/seattle/")  # Tuesday in UTC, Monday in Seattle
        assert re.search(r"Monday today 9 AM to 5 PM", text)
        assert "Thursday, November 26 to Friday, November 27 Closed Thanksgiving" in text
    with time_machine.travel(datetime.datetime(2026, 11, 28, 9, 0, tzinfo=datetime.UTC), tick=False):
        assert "Thanksgiving" not in page_text(client, "/locations/seattle/")


def test_search_engines_are_told_the_hours_in_their_vocabulary(home: HomePage, client: Client) -> None:
    with time_machine.travel(MONDAY_MORNING, tick=False):
        html = client.get("/locations/seattle/").content.decode()
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    place = next(node for node in json.loads(text)["@graph"] if node.get("@id", "").endswith("#location"))
    assert place["@type"] == "MedicalClinic"
    assert place["address"]["streetAddress"] == "1 Pine Street"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 47.60621, "longitude": -122.33207}
    assert len(place["openingHoursSpecification"]) == 5
    assert place["openingHoursSpecification"][0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Monday",
        "opens": "09:00",
        "closes": "17:00",
    }
    assert place["specialOpeningHoursSpecification"] == [
        {"@type": "OpeningHoursSpecification", "validFrom": "2026-11-26", "validThrough": "2026-11-27"}
    ]


def test_without_hours_nothing_is_said_of_being_open(client: Client) -> None:
    home = HomePageFactory()
    index = home.add_child(instance=LocationIndexPage(title="Locations", slug="locations"))
    place = location([])
    place.save()
    index.add_child(instance=LocationPage(title="Seattle", slug="seattle", location=place))
    text = page_text(client, "/locations/seattle/")
    assert "Please call before you come" in text
    assert "Open now" not in text
    assert "Closed now" not in text


def test_a_page_to_reach_the_clinic_without_locations_still_gives_the_phone(client: Client) -> None:
    home = HomePageFactory()
    home.add_child(instance=ContactPage(title="Contact", slug="contact"))
    settings = ClinicSettings.for_site(Site.objects.get())
    settings.phone, settings.address = "(206) 555-0100", "1 Pine Street"
    settings.save()
    html = client.get("/contact/").content.decode()
    assert 'href="tel:2065550100"' in html
    assert "1 Pine Street" in html


def form_data(**fields: str) -> dict[str, str]:
    """Return a filled-in form of a location with one row of regular hours."""
    return {
        "name": "Tacoma", "street": "2 Dock Street", "suite": "", "city": "Tacoma", "state": "WA",
        "postal_code": "98402", "latitude": "", "longitude": "", "phone": "", "email": "",
        "time_zone": "America/Los_Angeles",
        "hours-count": "1", "hours-0-type": "hours", "hours-0-order": "0", "hours-0-deleted": "",
        "hours-0-id": "", "hours-0-value-days": "0", "hours-0-value-opens": "09:00", "hours-0-value-closes": "17:00",
        "special_days-count": "0",
        **fields,
    }  # fmt: skip


def test_an_editor_makes_a_location_and_is_told_what_is_wrong_at_its_field(client: Client) -> None:
    let_in(client, UserFactory(groups=[EDITORS]))
    address = reverse("locations:add")
    wrong = client.post(address, form_data(latitude="47.2"))
    assert wrong.context["form"].errors == {"longitude": ["Give both latitude and longitude, or neither."]}
    overlapping = {
        name.replace("hours-0", "hours-1"): value for name, value in form_data().items() if "hours-0" in name
    }
    twice = client.post(address, form_data(**{**overlapping, "hours-count": "2", "hours-1-order": "1"}))
    assert "These hours overlap with others above." in twice.content.decode()
    assert client.post(address, form_data()).status_code == 302
    assert Location.objects.get().timetable.weekly[0][0].opens == datetime.time(9)
    assert "Tacoma" in client.get(reverse("locations:index")).content.decode()


def test_an_author_may_look_at_locations_but_not_change_them(client: Client) -> None:
    let_in(client, UserFactory(groups=[AUTHORS]))
    client.post(reverse("locations:add"), form_data())
    assert not Location.objects.exists()


def test_a_location_with_a_page_is_not_deleted_and_the_screen_says_why(home: HomePage, client: Client) -> None:
    let_in(client, UserFactory(groups=[EDITORS]))
    address = reverse("locations:delete", args=[Location.objects.get().pk])
    assert "pages are about it: Seattle" in client.get(address).content.decode()
    assert client.post(address).status_code == 200
    assert Location.objects.exists()
    Page.objects.get(slug="seattle").delete()
    client.post(address)
    assert not Location.objects.exists()


def test_a_location_has_one_page_in_each_language(home: HomePage, client: Client) -> None:
    let_in(client, UserFactory(groups=[EDITORS]))
    page = LocationPage.objects.get()
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    translated = page.copy_for_translation(spanish, copy_parents=True)
    translated.save_revision().publish()
    assert translated.location == page.location
    assert "1 Pine Street" in page_text(client, "/es/locations/seattle/")
    index = LocationIndexPage.objects.get(locale=page.locale)
    response = client.post(
        reverse("wagtailadmin_pages:add", args=["pages", "locationpage", index.pk]),
        {"title": "Again", "slug": "again", "location": str(page.location_id), "introduction": "null",
         "directions": "null", "parking": "null", "accessibility": "null", "seo_title": "", "search_description": "",
         "social_image": "", "action-publish": "1"},
    )  # fmt: skip
    assert response.context["form"].errors == {"location": ["There is already a page about it: Seattle."]}
