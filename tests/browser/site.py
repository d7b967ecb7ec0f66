"""Every page of the sample site, and what is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from unittest import mock
from urllib.parse import urldefrag, urljoin
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client
from wagtail.models import Page

from articles.models import Topic

XHTML = "{http://www.w3.org/1999/xhtml}"
MISSING = "/nothing-is-here/"
REVISED = "/articles/ketamine-vs-opioids-for-chronic-pain/"
RECORDS = (f"{REVISED}record/", f"{REVISED}edition-1/", "/treatments/ketamine/record/")
REPORT = f"{REVISED}report/"
SEARCHES = ("/search/", "/search/?q=ketamine+onset", "/search/?q=opoid&kind=article", "/search/?q=xyzzy")
SIGN_IN = ("/account/login/", "/account/password/reset/")
BESIDE_THE_TREE = (MISSING, *RECORDS, REPORT, "/compare/ketamine-vs-opioids/", *SEARCHES, *SIGN_IN)


def addresses() -> list[str]:
    """Return the address of every live page, of the lists cut by topic and page, and of pages beside the tree."""
    tree = [page.get_url_parts()[2] for page in Page.objects.live().filter(depth__gt=1).order_by("path")]
    topics = [f"/articles/?topic={slug}" for slug in Topic.objects.values_list("slug", flat=True)]
    return [*tree, "/articles/?page=2", *topics, *BESIDE_THE_TREE]


def one_of_each_template() -> list[str]:
    """Return of the pages that are made by one template the longest, which shows the most of it."""
    longest: dict[str, Document] = {}
    for document in map(read, addresses()):
        longest[document.template] = max(longest.get(document.template, document), document, key=lambda d: len(d.html))
    return [document.address for document in longest.values()]


@dataclass(frozen=True)
class Document:
    """A page as it is sent. ``root`` is its tree after strict parsing; a parse error raises."""

    address: str
    status: int
    html: str
    template: str

    @cached_property
    def root(self) -> Element:
        """The parsed page. Raises html5lib's ParseError."""
        return html5lib.HTMLParser(strict=True).parse(self.html)

    def all(self, tag: str) -> list[Any]:
        """Return every element of a tag."""
        return list(self.root.iter(XHTML + tag))

    @cached_property
    def title(self) -> str:
        """The words of the title."""
        return " ".join("".join(self.all("title")[0].itertext()).split())

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order, doubles included."""
        return [element.get("id") for element in self.root.iter() if element.get("id") is not None]

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Every address on this site that is linked, with the part after ``#``."""
        found = (urldefrag(urljoin(self.address, link.get("href") or "")) for link in self.all("a"))
        return [(address, anchor) for address, anchor in found if address.startswith("/")]

    @cached_property
    def words(self) -> str:
        """What is said in the page: its text without the numbers of sources, and the descriptions of its pictures."""
        texts = list(_texts(self.all("body")[0]))
        return " ".join(" ".join([*texts, *(image.get("alt") or "" for image in self.all("img"))]).split())


def _texts(element: Element) -> Iterator[str]:
    unseen = element.tag in (f"{XHTML}script", f"{XHTML}style", f"{XHTML}template")
    if not unseen and element.get("class") != "cite":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


@cache
def read(address: str) -> Document:
    """Ask for a page of the sample site as a reader's browser does; once, since no test changes the sample site.

    Lists are cut into short pages, which the sample site has too few articles for.
    """
    with mock.patch("articles.listing.CARDS_A_PAGE", 2):
        return fetch(Client(), address)


def fetch(client: Client, address: str) -> Document:
    """Ask for a page as it is now."""
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    text = content.decode() if response["Content-Type"].startswith("text/html") else ""
    return Document(address, response.status_code, text, str(response.templates[0].name) if response.templates else "")
