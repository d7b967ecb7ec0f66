"""The team and each person's page, as readers get them."""

import datetime
import json
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Site
from wagtail.test.utils.form_data import rich_text

from clinic.core.frame import Frame
from clinic.core.models import ClinicSettings
from clinic.pages.models import HomePage
from clinic.people import works
from clinic.people.models import Credential, Person, PersonPage, TeamPage
from clinic.people.records import person_with_records
from clinic.people.works import Works, register_works
from tests.factories import (
    CredentialFactory,
    DisclosureFactory,
    ImageFactory,
    PersonFactory,
    PersonPageFactory,
    TeamPageFactory,
    UserFactory,
)
from tests.staff import let_in

pytestmark = pytest.mark.django_db

# The site; the page by its address; its own fields; its privacy; settings, texts and links around it;
# the person with all records, or every listed page with its person and records.
PERSON_PAGE_QUERIES = 8
TEAM_PAGE_QUERIES = 8


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the clinic's settings, as every real site has, and ask no room for works."""
    ClinicSettings.for_site(Site.objects.get())
    monkeypatch.setattr(works, "_providers", [])


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def structured_data(page: str) -> dict[str, dict[str, Any]]:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return {node["@type"]: node for node in json.loads(text)["@graph"]}


def test_team_costs_the_same_for_one_and_for_ten(client: Client) -> None:
    team = TeamPageFactory()
    image = ImageFactory()

    def add() -> None:
        person = PersonFactory(portrait=image)
        CredentialFactory(person=person)
        PersonPageFactory(person=person, parent=team)

    add()
    few = queries(client, "/team/")
    for _ in range(9):
        add()
    many = queries(client, "/team/")
    assert len(few) == len(many) <= TEAM_PAGE_QUERIES, "\n".join(many)


def test_person_costs_the_same_whatever_they_hold(client: Client) -> None:
    page = PersonPageFactory(person__portrait=ImageFactory(), slug="ana")
    for _ in range(5):
        CredentialFactory(person=page.person)
        DisclosureFactory(person=page.person)
    found = queries(client, "/team/ana/")
    assert len(found) <= PERSON_PAGE_QUERIES, "\n".join(found)


def test_team_lists_those_who_are_here_in_the_order_of_the_tree(client: Client) -> None:
    team = TeamPageFactory()
    for name, left_on in (("Zoe", None), ("Ana", None), ("Gone", "2026-01-31"), ("Leaving", "2999-01-01")):
        PersonPageFactory(person__name=name, person__left_on=left_on, parent=team)
    PersonPageFactory(person__name="Draft", parent=team, live=False)
    people = client.get("/team/").context["people"]
    assert [(person["name"], person["url"]) for person in people] == [
        ("Zoe", "/team/zoe/"),
        ("Ana", "/team/ana/"),
        ("Leaving", "/team/leaving/"),
    ]


def test_team_names_role_and_what_is_held_today(client: Client) -> None:
    page = PersonPageFactory(person__job_title="Doctor", person__post_nominals="MD", role="Medical director")
    CredentialFactory(person=page.person, title="Physician", jurisdiction="Washington")
    CredentialFactory(person=page.person, title="Lapsed", valid_from="2020-01-01", valid_until="2021-01-01")
    [person] = client.get("/team/").context["people"]
    assert (person["post_nominals"], person["job_title"]) == ("MD", "Medical director")
    assert person["credentials"] == ["Physician, Washington"]


def test_a_persons_page_prints_what_is_recorded_of_them(client: Client) -> None:
    person = PersonFactory(
        name="Ana Ruiz", orcid="0000-0002-1825-0097", npi="1234567893", specialties="Pain medicine, anesthesiology"
    )
    CredentialFactory(person=person, title="Physician", jurisdiction="Washington", number="MD1")
    CredentialFactory(person=person, title="Lapsed", valid_from="2020-01-01", valid_until="2021-01-01")
    DisclosureFactory(person=person, text="Older", declared_on="2025-01-01")
    DisclosureFactory(person=person, text="Newer", declared_on="2026-01-01")
    PersonPageFactory(person=person, biography="<p>Came <b>early</b>.</p>")
    response = client.get("/team/ana-ruiz/")
    printed = response.context["person"]
    assert printed["specialties"] == ["Pain medicine", "anesthesiology"]
    assert printed["credentials"] == [{"label": "Physician, Washington, MD1"}]
    assert printed["disclosures"] == [{"text": "Newer", "declared_on": datetime.date(2026, 1, 1)}]
    assert (printed["orcid_url"], printed["npi"]) == ("https://orcid.org/0000-0002-1825-0097", "1234567893")
    assert "<p>Came <b>early</b>.</p>" in response.content.decode()


@time_machine.travel("2027-03-01 12:00:00Z", tick=False)
@pytest.mark.parametrize(("left_on", "status"), [("2027-03-02", 200), ("2027-03-01", 404), ("2020-01-01", 404)])
def test_a_page_is_gone_from_the_day_on_which_its_person_left(client: Client, left_on: str, status: int) -> None:
    page = PersonPageFactory(person__name="Ana", person__left_on=left_on)
    assert client.get("/team/ana/").status_code == status
    assert PersonPage.objects.present().filter(pk=page.pk).exists() is (status == 200)
    assert Person.objects.present().exists() is (status == 200)


def test_search_engines_are_told_who_someone_is_and_what_they_hold(client: Client, settings: Any) -> None:
    person = PersonFactory(
        name="Ana Ruiz", post_nominals="MD", orcid="0000-0002-1825-0097", npi="1234567893", portrait=ImageFactory()
    )
    CredentialFactory(person=person, title="Physician", number="MD1", valid_until="2030-01-31")
    CredentialFactory(person=person, title="Lapsed", valid_from="2020-01-01", valid_until="2021-01-01")
    PersonPageFactory(person=person, role="Director")
    graph = structured_data(client.get("/team/ana-ruiz/").content.decode())
    described = graph["ProfilePage"]["mainEntity"]
    assert (described["@type"], described["name"], described["honorificSuffix"]) == ("Person", "Ana Ruiz", "MD")
    assert described["jobTitle"] == "Director"
    assert described["url"] == f"{settings.SITE_URL}/team/ana-ruiz/"
    assert [(held["name"], held["identifier"], held["expires"]) for held in described["hasCredential"]] == [
        ("Physician", "MD1", "2030-01-31")
    ]
    assert {(each["propertyID"], each["value"]) for each in described["identifier"]} == {
        ("ORCID", "0000-0002-1825-0097"),
        ("NPI", "1234567893"),
    }
    assert described["image"].startswith(f"{settings.SITE_URL}/media/pictures/")
    assert [step["name"] for step in graph["BreadcrumbList"]["itemListElement"]][-2:] == ["Team", "Ana Ruiz"]


def test_nothing_is_claimed_to_search_engines_of_an_invented_person(client: Client) -> None:
    person = PersonFactory(name="Ana", post_nominals="MD", orcid="0000-0002-1825-0097", is_sample=True)
    CredentialFactory(person=person)
    PersonPageFactory(person=person)
    response = client.get("/team/ana/")
    described = structured_data(response.content.decode())["ProfilePage"]["mainEntity"]
    assert not {"hasCredential", "identifier", "honorificSuffix", "sameAs"} & described.keys()
    assert described["disambiguatingDescription"] == "An invented person."
    assert response.context["person"]["is_sample"]
    assert client.get("/team/").context["people"][0]["is_sample"]


def test_a_persons_page_lists_works_from_every_room(client: Client) -> None:
    page = PersonPageFactory(person__name="Ana")

    def of_articles(person: Person, frame: Frame) -> Works:
        return Works(written=[{"title": f"By {person.name}", "url": "/a/"}], edited=[], reviewed=[])

    def of_treatments(person: Person, frame: Frame) -> Works:
        return Works(written=[{"title": "Treatment", "url": "/t/"}], edited=[], reviewed=[{"title": "R", "url": "/r/"}])

    for provider in (of_articles, of_treatments, of_articles):
        register_works(provider)
    context = client.get(page.url).context
    assert [card["title"] for card in context["written"]] == ["By Ana", "Treatment"]
    assert (context["edited"], [card["title"] for card in context["reviewed"]]) == ([], ["R"])


def test_reading_a_page_leaves_the_record_as_it_was(client: Client) -> None:
    page = PersonPageFactory(person__name="Ana")
    credential = CredentialFactory(person=page.person)
    person = person_with_records(page.person_id)
    [read] = person.credentials.all()
    assert {name: getattr(read, name) for name in ("pk", "person_id", "valid_until", "checked_on")} == {
        name: getattr(credential, name) for name in ("pk", "person_id", "valid_until", "checked_on")
    }
    person.job_title = "Director"
    person.save()
    assert Credential.objects.get() == credential


@pytest.fixture
def editing(client: Client) -> Client:
    """Return a browser in which an editor is signed in."""
    return let_in(client, UserFactory(groups=["Editors"]))


def page_data(person: Person, title: str) -> dict[str, str]:
    return {
        "title": title,
        "slug": "a-page",
        "person": str(person.pk),
        "role": "",
        "biography": rich_text("<p>Text</p>"),
        "seo_title": "",
        "search_description": "",
        "social_image": "",
        "action-publish": "1",
    }


def test_an_editor_makes_a_persons_page(editing: Client) -> None:
    team, person = TeamPageFactory(), PersonFactory()
    address = reverse("wagtailadmin_pages:add", args=["people", "personpage", team.pk])
    assert "Choose a person" in editing.get(address).content.decode()
    editing.post(address, page_data(person, "Ana"))
    assert PersonPage.objects.live().get().person == person


def test_a_second_page_about_someone_in_one_language_is_refused_at_its_field(editing: Client) -> None:
    page = PersonPageFactory(person__name="Ana")
    address = reverse("wagtailadmin_pages:add", args=["people", "personpage", page.get_parent().pk])
    response = editing.post(address, page_data(page.person, "Ana again"))
    assert response.context["form"].errors == {"person": ["There is already a page about them: Ana."]}


def test_a_persons_page_has_a_translation(editing: Client) -> None:
    page = PersonPageFactory(person__name="Ana")
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    translated = page.copy_for_translation(spanish, copy_parents=True)
    translated.role = "Directora médica"
    translated.save_revision().publish()
    assert translated.person == page.person
    assert editing.get("/es/team/ana/").context["person"]["job_title"] == "Directora médica"


def test_there_is_one_team_page_under_a_home_page(editing: Client) -> None:
    team = TeamPageFactory()
    assert not TeamPage.can_create_at(team.get_parent())
    assert TeamPage.allowed_parent_page_models() == [HomePage]
