"""Articles say by themselves what is approved and what is off-label."""

import re

from django.test import Client

from articles.models import ArticlePage
from tests.library.shelf import Shelf
from tests.library.test_treatments import read, snapshot

ARTICLE = "/articles/an-article/"


def words(text: str) -> str:
    """Return the words of HTML on one line."""
    return " ".join(re.sub(r"<[^>]*>", "", text).split())


def test_an_article_on_an_off_label_use_says_so_with_its_source(shelf: Shelf, client: Client) -> None:
    ketamine = shelf.treatment("ketamine", {}, {"anesthesia": "approved", "chronic-pain": "off-label"})
    article = shelf.article(treatments=[ketamine], indications=[shelf.indications["chronic-pain"]])
    (status,) = snapshot(article)["status"]
    assert words(status["html"]) == (
        "Ketamine is approved in the US for anesthesia. Using it for chronic pain is off-label."
    )
    assert status["html"].count('data-ref="1"') == 2
    text = read(client, ARTICLE)
    assert text.index("Using it for chronic pain is off-label.") < text.index("Key takeaways")
    assert shelf.sources[2].title in text


def test_a_class_of_drugs_is_spoken_of_in_the_plural(shelf: Shelf) -> None:
    opioids = shelf.treatment("opioids", {}, {"anesthesia": "not-approved", "chronic-pain": "approved"}, is_class=True)
    article = shelf.article(treatments=[opioids], indications=list(shelf.indications.values()))
    (status,) = snapshot(article)["status"]
    assert words(status["html"]) == (
        "Opioids are approved in the US for chronic pain. They are not approved for anesthesia."
    )


def test_a_use_of_which_nothing_is_on_record_gives_no_notice(shelf: Shelf, client: Client) -> None:
    ketamine = shelf.treatment("ketamine", {}, {"anesthesia": "approved"})
    article = shelf.article(treatments=[ketamine], indications=[shelf.indications["chronic-pain"]])
    assert snapshot(article)["status"] == []
    assert "Approved or off-label" not in read(client, ARTICLE)


def test_names_of_treatments_and_uses_cannot_carry_markup(shelf: Shelf, client: Client) -> None:
    ketamine = shelf.treatment("ketamine", {}, {"chronic-pain": "off-label"}, title="<script>alert(1)</script>")
    shelf.article(treatments=[ketamine], indications=[shelf.indications["chronic-pain"]])
    assert "<script>alert" not in read(client, ARTICLE)


def test_a_status_that_changes_leaves_the_article_as_it_was_signed(shelf: Shelf) -> None:
    ketamine = shelf.treatment("ketamine", {}, {"chronic-pain": "off-label"})
    article = shelf.article(treatments=[ketamine], indications=[shelf.indications["chronic-pain"]])
    before = snapshot(article)
    shelf.rewrite(ketamine, {}, {"chronic-pain": "approved"})
    assert snapshot(article) == before
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    assert "off-label" not in snapshot(article)["status"][0]["html"]
