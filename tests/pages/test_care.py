"""Services and conditions: signed like articles, and linked with what belongs to them."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from articles.editions.models import ContributorRole, CurrentEdition
from articles.library.uses import why_treatments_stay
from articles.review.guard import MedicalReviewRequired
from articles.review.models import Decision
from articles.review.services import sign_edition
from articles.works import drafts_by
from clinic.accounts.roles import EDITORS
from clinic.pages.models import (
    ConditionContributor,
    ConditionIndexPage,
    ConditionPage,
    LocationIndexPage,
    LocationPage,
    ServiceContributor,
    ServiceIndexPage,
    ServicePage,
)
from tests.articles.publication import TAKEAWAYS, allow_unsigned, make_reviewer, newest_edition
from tests.factories import PersonFactory, UserFactory
from tests.library.shelf import Shelf
from tests.pages.test_locations import location
from tests.staff import let_in
from tests.worlds import lent

pytestmark = pytest.mark.django_db


def make_care() -> tuple[ConditionPage, ServicePage]:
    """Make a condition and the service for it, given in Seattle, both drafts about ketamine."""
    shelf = Shelf()
    home = shelf.publication.index.get_parent()
    ketamine = shelf.treatment("ketamine", statuses={"anesthesia": "approved", "chronic-pain": "off-label"})
    conditions = home.add_child(instance=ConditionIndexPage(title="Conditions", slug="conditions"))
    services = home.add_child(instance=ServiceIndexPage(title="Services", slug="services"))
    locations = home.add_child(instance=LocationIndexPage(title="Locations", slug="locations"))
    seattle = location()
    seattle.save()
    locations.add_child(instance=LocationPage(title="Our Seattle rooms", slug="seattle", location=seattle))
    words = {"standfirst": "<p>What it is.</p>", "takeaways": TAKEAWAYS, "body": [("rich_text", "<p>More.</p>")]}
    condition = conditions.add_child(instance=ConditionPage(title="Pain", slug="pain", **words))
    service = services.add_child(instance=ServicePage(title="Infusions", slug="infusions", **words))
    author = PersonFactory()
    condition.condition_contributors = [ConditionContributor(person=author, role=ContributorRole.AUTHOR)]
    service.service_contributors = [ServiceContributor(person=author, role=ContributorRole.AUTHOR)]
    for page in (condition, service):
        page.treatments, page.indications = [ketamine], [shelf.indications["chronic-pain"]]
    service.conditions, service.locations = [condition], [seattle]
    for page in (condition, service):
        page.save_revision()
    return condition, service


care = lent("tests.pages.test_care:make_care")


def sign_and_publish(page: Any) -> None:
    """Have a reviewer sign the newest words of a page, and publish it."""
    from articles.editions.services import freeze_edition

    edition = freeze_edition(page.get_latest_revision(), None)
    sign_edition(edition.pk, make_reviewer(), Decision.APPROVED, digest_shown=edition.digest)
    page.get_latest_revision().publish()


def test_a_service_goes_live_only_when_it_is_signed_and_then_says_by_whom(
    care: tuple[ConditionPage, ServicePage], client: Client
) -> None:
    _condition, service = care
    allow_unsigned(False)
    with pytest.raises(MedicalReviewRequired):
        service.get_latest_revision().publish()
    assert client.get("/services/infusions/").status_code == 404
    sign_and_publish(service)
    response = client.get("/services/infusions/")
    assert response.context["review"].status == "reviewed"
    assert newest_edition(service).card["type"] == "service"
    assert "Medically reviewed by" in response.content.decode()


def test_what_is_approved_is_said_by_itself_with_its_source(
    care: tuple[ConditionPage, ServicePage], client: Client
) -> None:
    for page in care:
        page.get_latest_revision().publish()
    for address in ("/services/infusions/", "/conditions/pain/"):
        html = client.get(address).content.decode()
        assert "Ketamine is approved in the US for anesthesia." in html
        assert "Using it for chronic pain is off-label." in html
        assert 'id="source-1"' in html


def test_a_service_leads_to_what_it_is_for_and_where_and_back(
    care: tuple[ConditionPage, ServicePage], client: Client
) -> None:
    for page in care:
        page.get_latest_revision().publish()
    context = client.get("/services/infusions/").context
    assert [link.title for link in context["conditions"]] == ["Pain"]
    assert [(link.title, link.url) for link in context["locations"]] == [("Our Seattle rooms", "/locations/seattle/")]
    assert [link.url for link in client.get("/conditions/pain/").context["services"]] == ["/services/infusions/"]
    ServicePage.objects.get().unpublish()
    assert client.get("/conditions/pain/").context["services"] == []


def test_lists_and_home_show_only_what_is_published(care: tuple[ConditionPage, ServicePage], client: Client) -> None:
    condition, service = care
    assert "Nothing has been published here yet." in client.get("/services/").content.decode()
    service.get_latest_revision().publish()
    assert [card.title for card in client.get("/services/").context["cards"]] == ["Infusions"]
    home = client.get("/").context
    assert ([card.title for card in home["services"]], home["conditions"]) == (["Infusions"], [])
    condition.get_latest_revision().publish()
    assert [card.url for card in client.get("/").context["conditions"]] == ["/conditions/pain/"]


def test_search_engines_are_told_what_the_page_is_about(
    care: tuple[ConditionPage, ServicePage], client: Client
) -> None:
    for page, kind in zip(care, ("MedicalCondition", "Service"), strict=True):
        page.get_latest_revision().publish()
        html = client.get(page.url).content.decode()
        [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        graph = {node["@type"]: node for node in json.loads(text)["@graph"]}
        assert graph[kind]["name"] == page.title
        assert graph["MedicalWebPage"]["mainEntity"] == {"@id": graph[kind]["@id"]}


def test_a_treatment_that_a_service_speaks_of_is_not_deleted(care: tuple[ConditionPage, ServicePage]) -> None:
    ketamine = care[1].treatments.first()
    assert ketamine is not None
    assert "Infusions" in why_treatments_stay([ketamine])


def test_the_draft_of_a_service_keeps_its_author(care: tuple[ConditionPage, ServicePage]) -> None:
    assert drafts_by(care[1].service_contributors.first().person) == 2


def test_a_service_is_copied_to_spanish_as_a_draft_with_all_that_belongs_to_it(
    care: tuple[ConditionPage, ServicePage], client: Client
) -> None:
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    for page in care:
        page.get_latest_revision().publish()
        translated = page.copy_for_translation(spanish, copy_parents=True)
        assert not translated.live
        translated.title = f"{page.title} (es)"
        translated.save_revision().publish()
        assert CurrentEdition.objects.filter(page=translated.pk).exists()
    context = client.get("/es/services/infusions/").context
    assert [link.title for link in context["conditions"]] == ["Pain (es)"]
    assert [link.title for link in client.get("/es/conditions/pain/").context["services"]] == ["Infusions (es)"]


def test_an_editor_finds_every_part_of_a_service_in_a_tab(care: tuple[ConditionPage, ServicePage]) -> None:
    client = let_in(Client(), UserFactory(groups=[EDITORS]))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[care[1].pk])).content.decode()
    for tab in ("Content", "People and review", "Belongs to", "Promote"):
        assert f">{tab}<" in re.sub(r"\s*([<>])\s*", r"\1", html), tab
    assert "A clinician signs the page before readers get it." in " ".join(html.split())
