"""Every page of the sample site, as a reader's browser takes it."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from html5lib.html5parser import ParseError
from playwright.sync_api import Page

from clinic.pages.accessibility import Measured, measured, record
from tests.articles import verifying
from tests.browser.axe import TAGS, THEMES, WIDTHS, violations_everywhere
from tests.browser.site import MISSING, Document, addresses, one_of_each_template, read

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.usefixtures("_short_lists"),
    pytest.mark.django_db,
    pytest.mark.xdist_group("sample_site"),
]
NARROWEST = 320  # pixels: what a window of 1280 shows at 400 % zoom
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LONG_WORD = "Pseudohypoparathyroidismdextromethorphanbupropionketaminelike"
# Not what is ours to choose and never long: phone numbers, labels of evidence. A term of the glossary is held together.
LENGTHEN_WORDS = """word => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const kept = "script, style, select, textarea, .phone-link, .strength, .held";
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.data.trim() && !text.parentElement.closest(kept)) text.data = `${word} ${text.data}`;
    }
}"""
# What structured data may say that the page need not: where things are, and what they are for search engines.
UNSEEN = {"@context", "@type", "@id", "url", "item", "sameAs", "mainEntity", "mainEntityOfPage", "publisher"}
UNSEEN |= {"publishingPrinciples", "correctionsPolicy", "worksFor", "image", "inLanguage", "position", "description"}
UNSEEN |= {"datePublished", "dateModified", "dayOfWeek", "latitude", "longitude", "hasMap", "addressCountry"}


@pytest.fixture(scope="module")
def _short_lists(sample_site: None) -> Iterator[None]:
    """Cut the list of articles into several pages, which the sample site has too few for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("articles.listing.CARDS_A_PAGE", 2)
        yield


@pytest.fixture
def documents(db: None) -> list[Document]:
    """Every page, parsed when first asked for."""
    return [read(address) for address in addresses()]


def test_every_page_answers_and_is_html_without_parse_errors(documents: list[Document]) -> None:
    wrong = []
    for document in documents:
        if document.status != (404 if document.address == MISSING else 200):
            wrong.append(f"{document.address}: {document.status}")
        try:
            assert document.root is not None
        except ParseError as error:
            wrong.append(f"{document.address}: {error}")
    assert not wrong, "\n".join(wrong)


def test_every_page_has_one_main_heading_a_title_of_its_own_and_no_id_twice(documents: list[Document]) -> None:
    titles = [document.title for document in documents]
    wrong = [f"{title}: title of several pages" for title in set(titles) if titles.count(title) > 1]
    for document in documents:
        if len(document.all("h1")) != 1:
            wrong.append(f"{document.address}: {len(document.all('h1'))} main headings")
        wrong += [f"{document.address}: #{name} twice" for name in set(document.ids) if document.ids.count(name) > 1]
    assert not wrong, "\n".join(wrong)


def test_every_link_leads_to_a_page_and_to_an_anchor_that_is_there(documents: list[Document]) -> None:
    wrong = []
    for document in documents:
        for address, anchor in document.links:
            linked = read(address)
            if linked.status != 200 and address != document.address:
                wrong.append(f"{document.address}: {address} answers {linked.status}")
            elif anchor and anchor not in linked.ids:
                wrong.append(f"{document.address}: {address} has no #{anchor}")
    assert not wrong, "\n".join(wrong)


def test_structured_data_says_only_what_the_page_says(documents: list[Document]) -> None:
    wrong, described = [], 0
    for document in documents:
        said = _letters(document.words)  # a link or bold word parts the text that structured data has in one piece
        days = {time.get("datetime") for time in document.all("time")}
        for script in document.all("script"):
            if script.get("type") != "application/ld+json":
                continue
            described += 1
            wrong += [
                f"{document.address}: {name} “{value}” is not on the page"
                for name, value in _statements(json.loads(script.text))
                if _letters(value) not in said
                and value not in days
                and not (name == "name" and value in document.title)
            ]
    assert not wrong, "\n".join(wrong)
    assert described


def test_the_script_of_the_docs_finds_the_signed_words_on_every_page_that_is_signed(
    documents: list[Document], client: Client
) -> None:
    signed = [document for document in documents if 'data-signed="title"' in document.html]
    current = [document for document in signed if "/edition-" not in document.address]
    wrong = [
        f"{document.address}: {line}"
        for document in current
        for line in verifying.script().compare(
            document.html, json.loads(client.get(f"{document.address}review-record.json").content)
        )
    ]
    assert not wrong, "\n".join(wrong)
    assert len(current) >= 8


def test_the_accessibility_statement_prints_what_was_recorded(db: None) -> None:
    said = read("/accessibility/").words
    assert f"{measured().tool} looks at {measured().kinds} kinds of pages" in said
    assert f"Elements that break a rule: {measured().found}" in said


def test_no_page_logs_an_error_asks_another_origin_or_scrolls_sideways_on_a_small_phone_even_with_long_words(
    page: Page, open_each: Callable[[], Iterator[str]]
) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    wide = []
    for address in open_each():
        if page.evaluate(SCROLLS_SIDEWAYS):
            wide.append(address)
        page.evaluate(LENGTHEN_WORDS, LONG_WORD)
        if page.evaluate(SCROLLS_SIDEWAYS):
            wide.append(f"{address} with long words")
    assert not wide, "\n".join(wide)


def test_axe_finds_nothing_on_any_page_in_either_theme_on_phone_and_desk(
    page: Page, open_each: Callable[..., Iterator[str]], db: None, proof_size: str
) -> None:
    full = proof_size == "full"
    every_look = full or bool(os.environ.get("RECORD_ACCESSIBILITY"))
    kinds = one_of_each_template()
    found = [
        f"{address} at {line}"
        for number, address in enumerate(open_each(addresses() if full else kinds))
        for line in violations_everywhere(page, thorough=full, turn=None if every_look else number)
    ]
    now = Measured(
        tool=f"axe {page.evaluate('axe.version')}",
        standards=list(TAGS),
        kinds=len(kinds),
        widths=list(WIDTHS),
        themes=list(THEMES),
        narrowest=NARROWEST,
        found=len(found),
        measured_on=timezone.localdate().isoformat(),
    )
    if os.environ.get("RECORD_ACCESSIBILITY"):
        record(now)
    assert not found, "\n".join(found)
    # The accessibility statement may claim less than is measured, on an earlier day; never anything else.
    said = measured()
    assert said.kinds <= now.kinds, "The statement is out of date: run make accessibility."
    assert replace(said, kinds=0, measured_on="") == replace(now, kinds=0, measured_on=""), "Run make accessibility."


@pytest.fixture
def open_each(page: Page, live_server: "LiveServer", page_complaints: list[str]) -> Callable[..., Iterator[str]]:
    """Open one page after the other in the browser, all unless some are given; yield its address once it stands."""

    def opened(some: Iterable[str] | None = None) -> Iterator[str]:
        for address in addresses() if some is None else some:
            page.goto(f"{live_server.url}{address}")
            if address == MISSING:  # the browser notes the status that was asked for
                page_complaints[:] = [line for line in page_complaints if "404" not in line]
            yield address

    return opened


def _letters(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())


def _statements(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts that structured data states, by property."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in UNSEEN or isinstance(item, dict | list):
                yield from _statements(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _statements(item, name)
    elif name not in UNSEEN:
        yield name, str(value)
