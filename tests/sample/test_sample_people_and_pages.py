"""The sample clinic cannot be taken for a real one, and its files fit together."""

import re

import pytest

from clinic.sample.drawing import PICTURES
from tests.sample.content import ARTICLES, CARE, CONTENT, linkable, load, texts

UNSIGNED = ("pages.toml", "questions.toml", "locations.toml")
EVERY_FILE = [*ARTICLES, *CARE, *(CONTENT / name for name in ("people.toml", "site.toml", *UNSIGNED))]
REAL_LINES = {"18002221222"}  # Poison Help, the federal line to the poison centers


def test_nobody_can_take_the_people_for_real() -> None:
    for person in load(CONTENT / "people.toml")["people"]:
        assert "Sample-" in person["name"]
        assert "invented" in person["biography"]
        for credential in person["credentials"]:
            assert credential["number"].startswith("SAMPLE-") or credential["kind"] == "degree"


def test_phones_and_addresses_reach_no_private_person() -> None:
    text = " ".join(word for path in EVERY_FILE for word in texts(load(path)))
    assert {mail.split("@")[1] for mail in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)} == {"example.org"}
    called = {re.sub(r"\D", "", number) for number in re.findall(r"tel:([+\d]+)", text)} - {"911", "988"}
    assert all(re.fullmatch(r"1\d{3}55501\d{2}", number) or number in REAL_LINES for number in called)


def test_every_name_that_is_used_is_there() -> None:
    site, pages, people = (load(CONTENT / f"{name}.toml") for name in ("site", "pages", "people"))
    bodies = [pages["home"]["body"], *(page["body"] for page in pages["pages"])]
    articles = [load(path) for path in ARTICLES]
    bodies += [article["body"] for article in articles]
    blocks = [block for body in bodies for block in body]
    lists = {"articles", "compare", "conditions", "locations", "services", "team", "treatments"}
    slugs = lists | {page["slug"] for page in pages["pages"]}

    used_pictures = {block["image"] for block in blocks if block["type"] == "figure"}
    used_pictures |= {article["featured"] for article in articles} | {site["logo"], site["social_card"]}
    used_pictures |= {person["portrait"] for person in people["people"]}
    assert used_pictures == set(PICTURES)

    notices = {notice["name"] for notice in site["notices"]}
    assert {block["notice"] for block in blocks if block["type"] == "notice"} <= notices
    assert {topic for article in articles for topic in article["topics"]} <= {topic["slug"] for topic in site["topics"]}
    keys = {person["key"] for person in people["people"]}
    assert {key for article in articles for key in (*article["authors"], *article["editors"])} <= keys
    assert {item["slug"] for item in site["menu"]} <= slugs
    assert {*site["policies"].values(), *site["actions"].values()} <= slugs


@pytest.mark.parametrize("name", UNSIGNED)
def test_pages_that_nobody_signs_link_only_to_what_is_there(name: str) -> None:
    links = {link for text in texts(load(CONTENT / name)) for link in re.findall(r'href="(/[^"]*)"', text)}
    assert links <= linkable()


@pytest.mark.parametrize("name", UNSIGNED)
def test_pages_that_nobody_signs_claim_no_number_of_a_study(name: str) -> None:
    text = " ".join(texts(load(CONTENT / name)))
    assert re.findall(r"\[\[|\b\d+ (?:trials|people|adults|studies)|\bn ?= ?\d", text) == []


@pytest.mark.parametrize("name", UNSIGNED)
def test_pages_that_nobody_signs_name_no_legal_time_limit_or_sum_that_may_change(name: str) -> None:
    text = " ".join(texts(load(CONTENT / name)))
    assert re.findall(r"\$ ?\d|\b\d+ (?:business |calendar |working )?days?\b", text) == []


def test_the_corrections_page_promises_no_record_that_readers_cannot_open() -> None:
    page = next(page for page in load(CONTENT / "pages.toml")["pages"] if page["slug"] == "corrections")
    assert re.findall(r"edition|record|never removed|history", " ".join(texts(page)), re.IGNORECASE) == []


def test_there_are_twenty_questions_each_asked_once() -> None:
    asked = [item["question"] for group in load(CONTENT / "questions.toml")["groups"] for item in group["items"]]
    assert len(asked) == len(set(asked)) == 20
