"""What the public can see of how a page was reviewed, and what it cannot."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from articles.editions.services import freeze_edition
from articles.models import ArticleCorrection, ArticlePage
from articles.review.models import Decision
from articles.review.services import sign_edition
from tests.articles.publication import Publication as Site
from tests.articles.publication import make_reviewer, newest_edition
from tests.articles.verifying import script
from tests.factories import ReferenceFactory

PAGE, RECORD, AS_JSON = (
    "/articles/an-article/",
    "/articles/an-article/record/",
    "/articles/an-article/review-record.json",
)
ROOT = Path(__file__).parents[2]


def sign(article: ArticlePage, decision: str = Decision.APPROVED, comment: str = "") -> None:
    edition = newest_edition(article)
    sign_edition(edition.pk, make_reviewer(), Decision(decision), digest_shown=edition.digest, comment=comment)


def republished(article: ArticlePage, words: str) -> ArticlePage:
    article.body = [("rich_text", f"<p>{words}</p>")]
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_record_names_each_edition_with_its_signatures_digest_and_what_changed(
    publication: Site, client: Client
) -> None:
    article = publication.published(body=[("rich_text", "<p>The dose is low for most people.</p>")])
    sign(article)
    article = republished(article, "The dose is high for most people.")
    shown = text(client, RECORD)
    for edition in article.editions.all():
        assert edition.digest in shown
    assert shown.index("Edition 2") < shown.index("Edition 1")
    assert "Text: 1 word added and 1 word removed." in shown
    assert "</span> low</del>" in shown
    assert "</span> high</ins>" in shown
    name = newest_edition(article).page.sign_offs.get().name
    assert f"<b>Approved:</b> {name}, Physician and surgeon, Washington Medical Commission" in shown
    assert "No clinician has signed this edition." in shown
    assert RECORD in text(client, PAGE)


def test_refusals_comments_and_editions_never_current_are_neither_shown_nor_counted(
    publication: Site, client: Client
) -> None:
    article = publication.published()
    sign(article, Decision.CHANGES_REQUESTED, "Not fit to print.")
    article.title = "Never shown"
    freeze_edition(article.save_revision(), None)
    sign(article, Decision.CHANGES_REQUESTED, "Worse.")
    for address in (RECORD, AS_JSON):
        shown = text(client, address)
        for secret in ("Not fit to print", "Worse", "Never shown", "Changes requested", "Edition 2", "request"):
            assert secret not in shown
    assert client.get(f"{PAGE}edition-2/").status_code == 404


def test_an_earlier_edition_is_read_at_its_own_address_marked_and_without_a_claim(
    publication: Site, client: Client
) -> None:
    article = publication.published(body=[("rich_text", "<p>As it was.</p>")])
    sign(article)
    republished(article, "As it is.")
    response = client.get(f"{PAGE}edition-1/")
    shown = response.content.decode()
    assert "As it was." in shown
    assert "Superseded on" in shown
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in shown
    for claim in ("application/ld+json", "Medically reviewed by", "reviewedBy", "Next review", 'rel="canonical"'):
        assert claim not in shown
    assert client.get(f"{PAGE}edition-2/").headers["Location"] == PAGE


@pytest.mark.parametrize("step", ["record/", "review-record.json", "edition-1/"])
def test_the_record_obeys_the_pages_privacy_and_goes_with_it(publication: Site, client: Client, step: str) -> None:
    article = publication.published()
    republished(article, "Again.")
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=article.pk), restriction_type="login")
    assert client.get(f"{PAGE}{step}").status_code == 302
    restriction.delete()
    assert client.get(f"{PAGE}{step}").status_code == 200
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert client.get(f"{PAGE}{step}").status_code == 404


@pytest.mark.parametrize(
    "step", ["edition-0/", "edition-9/", "edition-/", "edition-x/", "edition-²/", "records/", "other.json", "record/x/"]
)
def test_what_is_not_there_is_a_404(publication: Site, client: Client, step: str) -> None:
    publication.published()
    assert client.get(f"{PAGE}{step}").status_code == 404


def test_a_page_without_an_edition_has_no_record(publication: Site, client: Client) -> None:
    publication.article()
    assert client.get(RECORD).status_code == 404


def every_kind_of_part() -> dict[str, Any]:
    """Return the fields of an article whose parts the script has to tell apart."""
    cited = f'<a linktype="reference" id="{ReferenceFactory(accessed_on="2026-02-03").pk}">[x]</a>'
    return {
        "standfirst": f"<p>Less &amp; more.{cited}</p>",
        "disclosure": "Nobody paid.",
        "corrections": [ArticleCorrection(was_wrong="It said 1.", now_says="It says 2.", noted_on="2026-03-04")],
        "body": [
            ("heading", {"text": "A heading", "level": "2", "anchor": "a-heading"}),
            ("rich_text", f"<p>One <b>two</b>{cited}</p><ul><li>three</li></ul>"),
            ("quote", {"text": "Said", "attribution": "Somebody"}),
            ("safety_notice", {"level": "emergency", "heading": "Stop", "text": "<p>Call 911.</p>"}),
            ("myth_fact", {"myth": "It is.", "fact": "<p>It is not.</p>"}),
            ("questions", {"heading": "", "items": [{"question": "Why?", "answer": "<p>So.</p>"}]}),
            ("call_to_action", {"kind": "phone", "heading": "Ask", "text": "We answer."}),
            ("call_steps", {"heading": "First", "steps": [{"title": "a", "text": "b"}, {"title": "c", "text": "d"}]}),
        ],
    }


def differences(client: Client, html: str = "") -> list[str]:
    """Return what the script finds wrong with a page."""
    return list(script().compare(html or client.get(PAGE).content.decode(), json.loads(client.get(AS_JSON).content)))


def test_the_script_finds_the_signed_words_on_the_page(publication: Site, client: Client) -> None:
    publication.published(**every_kind_of_part())
    assert differences(client) == []


def test_signs_that_html_escapes_are_compared_as_they_are_read(publication: Site, client: Client) -> None:
    publication.published(body=[("rich_text", "<p>1 &lt; 2 &amp; “3”</p>")])
    assert differences(client) == []


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        ("blocks/rich_text.html", "{{ block.html|cited }}", "{{ block.html|cited }} It cures."),
        ("blocks/rich_text.html", "{{ block.html|cited }}", ""),
        ("blocks/quote.html", "{{ block.text }}", "{{ block.text|upper }}"),
        ("components/notice.html", '{% translate "Emergency" %}', "Nothing to fear"),
        ("components/sources.html", "{{ source.html_text }}", "{{ source.html_text }} The best of all."),
        ("components/call_to_action.html", "<p>{{ text }}</p>", "<p>{{ text }}</p><p data-live>No risk at all.</p>"),
        ("pages/article.html", "{{ content.title }}</h1>", "{{ content.title }}, proven</h1>"),
        ("pages/article.html", 'data-signed="takeaways"', ""),
    ],
)
def test_an_altered_template_is_found_by_the_script(
    publication: Site, client: Client, monkeypatch: pytest.MonkeyPatch, template: str, before: str, after: str
) -> None:
    publication.published(**every_kind_of_part())
    loader = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]  # the engine of templates
    source = (ROOT / "templates" / template).read_text()
    assert before in source
    altered = engines["django"].from_string(source.replace(before, after)).template  # type: ignore[attr-defined]  # likewise
    unaltered = loader.get_template
    monkeypatch.setattr(
        loader, "get_template", lambda name, skip=None: altered if name == template else unaltered(name, skip)
    )
    assert differences(client)


def test_another_text_under_the_same_digest_is_found_by_the_script(publication: Site, client: Client) -> None:
    publication.published()
    record = json.loads(client.get(AS_JSON).content)
    record["current"]["snapshot"] = record["current"]["snapshot"].replace("An article", "An advert")
    assert script().compare(client.get(PAGE).content.decode(), record) == [
        "The SHA-256 of the signed text is not the one that the record names."
    ]
