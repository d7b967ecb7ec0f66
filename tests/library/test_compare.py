"""A visitor compares treatments at an address that stays, without JavaScript and whatever they type."""

import json
import re
from typing import Any

from django.test import Client
from django.utils import timezone

from articles.review.models import SignOff
from tests.library.shelf import Shelf, sign
from tests.library.test_treatments import read
from tests.scripts import without_ours
from tests.worlds import lent

PAIR = "/compare/ketamine-vs-opioids/"
NOTHING_TO_COMPARE = [
    "ketamine",
    "ketamine-vs-ketamine",
    "ketamine-vs-magic",
    "ketamine-vs-",
    "-vs-ketamine",
    "-vs-",
    "a-vs-b-vs-c-vs-d-vs-e",
    "ketamine-vs-opioids-vs-ketamine",
    "ketamine-vs-opioids-vs-",
    "x" * 3000,
    "-vs-".join(["ketamine"] * 400),
    "кетамин-vs-opioids",
    "ketamine-vs-opioids/more",
]
NO_ADDRESSES = ["ketamine%00-vs-opioids", "ketamine-vs-%27%20or%201=1", "%F0%28%8C%28", "a\\b"]
CHOICES: list[tuple[dict[str, list[str]], str | None]] = [
    ({"treatment": []}, None),
    ({"treatment": ["ketamine"]}, None),
    ({"treatment": ["ketamine"], "compare": ["yes"]}, "Choose two, three or four treatments."),
    ({"compare": ["yes"]}, "Choose at least two treatments."),
    ({"treatment": ["ketamine", "ketamine"]}, "Choose two, three or four treatments."),
    ({"treatment": ["ketamine", "<script>"]}, "One of these treatments is not in the library."),
    ({"aspect": ["risks"]}, "Choose at least two treatments."),
    ({"treatment": ["ketamine", "opioids"], "aspect": ["\x00" * 9]}, "One of these aspects is not in the library."),
]


def make_compared() -> Shelf:
    """Make a library with three treatments; only ketamine is signed."""
    shelf = Shelf()
    facts = {"onset": shelf.sourced("Within minutes.", 2), "risks": shelf.sourced("Slowed breathing.", 1)}
    sign(shelf.treatment("ketamine", facts))
    shelf.treatment("opioids", {"risks": shelf.sourced("Overdose.", 2)})
    shelf.treatment("esketamine")
    return shelf


compared = lent("tests.library.test_compare:make_compared")


def test_a_comparison_prints_current_editions_with_one_list_of_sources(compared: Shelf, client: Client) -> None:
    text = read(client, PAIR)
    assert "Within minutes." in text
    assert "Overdose." in text
    assert "No source in this library yet" in text
    numbers = re.findall(r'href="#source-(\d+)" id="cite-(\d+-\d+)"', text)
    assert numbers == [("1", "1-1"), ("2", "2-1"), ("1", "1-2")]
    assert text.count('class="source"') == 2


def test_each_treatment_says_whether_its_words_are_signed(compared: Shelf, client: Client) -> None:
    text = read(client, PAIR)
    assert text.count("Medically reviewed by") == 1
    assert text.count("Not yet medically reviewed") == 1


def test_a_review_that_has_lapsed_is_said_to_have(compared: Shelf, client: Client, time_machine: Any) -> None:
    time_machine.move_to(timezone.now().replace(year=timezone.now().year + 2))
    assert SignOff.objects.exists()
    text = read(client, PAIR)
    assert "The medical review lapsed on" in text
    assert "Medically reviewed by" not in text


def test_every_other_order_leads_to_the_one_address(compared: Shelf, client: Client) -> None:
    for address in ("opioids-vs-ketamine", "Ketamine-vs-Opioids", "OPIOIDS-VS-KETAMINE"):
        response = client.get(f"/compare/{address}/?aspect=risks&utm_source=x")
        assert (response.status_code, response["Location"]) == (301, f"{PAIR}?aspect=risks"), address


def test_an_address_that_names_nothing_to_compare_gives_a_404(compared: Shelf, client: Client) -> None:
    for address in (*NOTHING_TO_COMPARE, *NO_ADDRESSES):
        assert client.get(f"/compare/{address}/").status_code == 404, address


def test_the_404_lists_what_can_be_compared(compared: Shelf, client: Client) -> None:
    text = client.get("/compare/ketamine-vs-magic/").content.decode()
    assert 'href="/treatments/opioids/"' in text
    assert '<meta name="robots" content="noindex">' in text
    assert 'action="../"' in text


def test_chosen_aspects_are_for_this_visitor_alone(compared: Shelf, client: Client) -> None:
    text = read(client, f"{PAIR}?aspect=risks")
    assert "Overdose." in text
    assert "Within minutes." not in text
    assert '<meta name="robots" content="noindex">' in text
    assert re.search(rf'<link rel="canonical" href="[^"]*{PAIR}">', text)
    assert "noindex" not in read(client, PAIR)


def test_aspects_that_nobody_knows_are_left_out(compared: Shelf, client: Client) -> None:
    query = "&".join(f"aspect={'x' * 200}{number}" for number in range(500))
    text = read(client, f"{PAIR}?{query}")
    assert "Within minutes." in text
    assert "xxxx" not in text


def test_the_form_leads_to_the_address_of_what_was_ticked(compared: Shelf, client: Client) -> None:
    response = client.get("/compare/", {"treatment": ["opioids", "ketamine"], "aspect": ["risks"]})
    assert (response.status_code, response["Location"]) == (302, f"{PAIR}?aspect=risks")
    response = client.get("/compare/", {"treatment": ["opioids", "ketamine"], "aspect": ["risks", "onset"]})
    assert response["Location"] == PAIR  # all of them is none in particular


def test_a_choice_that_cannot_be_compared_is_answered_in_a_sentence(compared: Shelf, client: Client) -> None:
    for query, said in CHOICES:
        response = client.get("/compare/", query)
        text = response.content.decode()
        assert response.status_code == 200, query
        assert "<script>" not in without_ours(text)
        assert ("There is a problem" in text) is (said is not None), query
        assert (said or "") in text, query


def test_one_treatment_in_the_address_is_ticked(compared: Shelf, client: Client) -> None:
    text = read(client, "/compare/?treatment=ketamine")
    assert re.search(r'value="ketamine"[^>]*checked', text)
    assert "There is a problem" not in text


def test_a_library_with_one_treatment_says_that_there_is_nothing_to_compare(shelf: Shelf, client: Client) -> None:
    shelf.treatment("ketamine")
    assert "not yet two treatments" in read(client, "/compare/")


def test_drafts_and_unpublished_treatments_are_not_compared(compared: Shelf, client: Client) -> None:
    compared.draft(compared.index.get_children().get(slug="ketamine").specific, {"onset": "<p>A draft.</p>"})
    assert "A draft." not in read(client, PAIR)
    compared.index.get_children().get(slug="opioids").specific.unpublish()
    assert client.get(PAIR).status_code == 404


def test_any_cache_may_keep_a_comparison(compared: Shelf, client: Client) -> None:
    first = client.get(PAIR)
    assert not first.cookies
    assert "cookie" not in first.get("Vary", "").lower()
    assert "no-store" not in first.get("Cache-Control", "")
    assert client.get(PAIR, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_search_engines_are_told_of_no_review_of_the_page_itself(compared: Shelf, client: Client) -> None:
    text = read(client, PAIR)
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])["@graph"]  # type: ignore[index]  # it is there
    page = graph[0]
    assert page["@type"] == "MedicalWebPage"
    assert [about["name"] for about in page["about"]] == ["Ketamine", "Opioids"]
    assert "reviewedBy" not in page
