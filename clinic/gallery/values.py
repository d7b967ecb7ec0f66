"""Values from which the states are made. People, places and sources are invented."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.citing import Citation
from articles.reading import Byline
from articles.review.claims import Claim
from articles.sources import Source
from clinic.core.frame import Frame, Link
from clinic.core.models import ClinicSettings, Location, Notice, SiteFrame
from clinic.core.opening_hours import Hours
from clinic.core.pictures import Picture
from clinic.pages.location_reading import Place, described

DAY = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 9, 14, 9, 0, tzinfo=datetime.UTC)
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis and everything else that a very long title may have to say"
SENTENCES = " ".join(["A sentence of an ordinary length stands here to show how the lines break."] * 6)

REVIEWED = Claim(
    "reviewed",
    reviewer="Ines Sample Okafor, MD",
    credential="Physician and surgeon, Washington",
    signed_on=LATER.date(),
    valid_until=datetime.date(2027, 9, 14),
    reviewer_url="/team/",
    edition=3,
)
SAMPLE = replace(REVIEWED, is_sample=True)
LAPSED = replace(REVIEWED, status="lapsed", valid_until=datetime.date(2026, 9, 1))
UNREVIEWED = Claim("unreviewed")
SUPERSEDED = Claim("superseded")
CLAIMS = {
    "reviewed": REVIEWED,
    "reviewed, of a sample": SAMPLE,
    "lapsed": LAPSED,
    "unreviewed": UNREVIEWED,
}

HOURS = Hours(datetime.time(9), datetime.time(17))
WHOLE_DAY = Hours(datetime.time(0), datetime.time(0))
LINKS = [Link("Home", "/"), Link("Articles", "/articles/"), Link("Treatments", "/treatments/")]
CITED, CITED_AGAIN, CITED_THRICE = (
    f'A sentence that is cited.<a class="cite" data-ref="1" data-nth="{nth}"></a>' for nth in (1, 2, 3)
)
RICH = f'<p>{CITED} With a <b>bold</b> word and a <a href="/articles/">link</a>.</p><ul><li>One</li><li>Two</li></ul>'


def html(text: str) -> SafeString:
    """Return our own HTML as safe."""
    return mark_safe(text)  # noqa: S308 -- written in this package


def source(number: int = 1, **other: Any) -> Source:
    """Return a numbered source."""
    plain = {
        "number": number,
        "title": "A trial of samples",
        "year": 2024,
        "html_text": html(
            f"Sample A, Sample B. A trial of samples, number {number}. <cite>Journal of Samples.</cite> 2024."
        ),
        "kind_label": "Randomized trial",
        "doi_url": "https://doi.org/10.5555/sample",
        "pubmed_url": "",
        "url": "",
        "retracted": False,
        "citations": [f"cite-{number}-1"],
    }
    return Source(**{**plain, **other})


def byline(picture: Picture | None = None, **other: Any) -> Byline:
    """Return a name under a text."""
    return Byline(**{"name": "Ada Sample", "post_nominals": "RN", "url": "/team/", "portrait": picture, **other})


def citation(**other: Any) -> Citation:
    """Return what there is to cite."""
    plain = {
        "names": ("Ada Sample",),
        "title": "A title",
        "site": "Sample Clinic",
        "language": "en",
        "published": DAY.date(),
        "updated": LATER.date(),
        "edition": 3,
        "address": "https://www.example.org/articles/a-title/edition-3/",
    }
    return Citation(**{**plain, **other})


def card(picture: Picture | None = None, **other: Any) -> dict[str, Any]:
    """Return an article, or a treatment, in a list."""
    plain = {
        "title": "A title",
        "url": "/articles/",
        "standfirst": "What it answers, in a sentence or two.",
        "picture": picture,
        "updated": LATER,
        "review": REVIEWED,
        "topics": ["Pain", "Safety"],
        "reading_minutes": 7,
    }
    return {**plain, **other}


@cache
def place(*, known: bool = True) -> Place:
    """Return a location: open every day but one, or one whose hours nobody has written down."""
    days = {"days": ["0", "1", "2", "3", "4"], "opens": "09:00", "closes": "17:00"}
    location = Location(
        name="Seattle",
        street="100 Sample Street",
        suite="Suite 4",
        city="Seattle",
        state="WA",
        postal_code="98101",
        phone="(206) 555-0142" if known else "",
        time_zone="America/Los_Angeles",
        hours=json.dumps([{"type": "hours", "value": days}]) if known else "[]",
    )
    return described(location, "/locations/")


def frame(**other: Any) -> Frame:
    """Return a frame with everything in it."""
    plain: Mapping[str, Any] = {
        "settings": ClinicSettings(
            phone="(206) 555-0142", email="clinic@example.org", address="100 Sample Street\nSeattle, WA 98101"
        ),
        "texts": SiteFrame(clinic_name="Sample Clinic", slogan="What it does, in a few words", reuse_terms="x"),
        "menu": [Link("Articles", "/articles/", current=True), *LINKS[2:]],
        "actions": {
            "consultation": Link("Request a consultation", "/consultation/"),
            "insurance": Link("Check your insurance", "/insurance/"),
            "contact": Link("Contact", "/contact/"),
        },
        "policies": {
            "editorial_policy": Link("How we write", "/editorial-policy/"),
            "corrections_policy": Link("How we correct", "/corrections/"),
            "reuse": Link("Reuse", "/reuse/"),
        },
        "words": {"reuse_terms": html("<p>You may print and quote this page.</p>")},
    }
    return Frame(**{**plain, **other})


def noticed(level: str) -> Frame:
    """Return a frame with a notice of the clinic above the page."""
    notice = Notice(level=level, heading="Closed on Monday", text="x")
    texts = SiteFrame(clinic_name="Sample Clinic", notice=notice)
    return frame(texts=texts, words={"notice": html("<p>We open again on Tuesday.</p>")})
