"""Questions and answers, as readers and search engines get them."""

import json
import re

import pytest
from django.test import Client

from clinic.pages.models import QuestionsPage
from clinic.pages.models.questions import with_anchors
from tests.factories import HomePageFactory

pytestmark = pytest.mark.django_db


def test_every_question_has_an_address_of_its_own_that_search_engines_are_told(client: Client) -> None:
    items = [
        {"question": "Do I need a referral?", "answer": "<p>No. <b>You</b> can call.</p>"},
        {"question": "Do I need a referral", "answer": "<p>Still no.</p>"},
    ]
    groups = [{"type": "group", "value": {"heading": "Before you call", "items": items}}]
    page = QuestionsPage(title="Questions", slug="questions", groups=json.dumps(groups))
    HomePageFactory().add_child(instance=page)
    html = client.get("/questions/").content.decode()
    assert 'id="do-i-need-a-referral"' in html
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    faq = next(node for node in json.loads(text)["@graph"] if node["@type"] == "FAQPage")
    first, second = faq["mainEntity"]
    assert first["acceptedAnswer"] == {"@type": "Answer", "text": "No. You can call."}
    assert first["url"].endswith("/questions/#do-i-need-a-referral")
    assert second["url"].endswith("/questions/#do-i-need-a-referral-2")


def test_anchors_never_repeat_nor_take_that_of_the_page_itself() -> None:
    groups = with_anchors(
        [{"heading": "Main", "items": [{"question": "?"}, {"question": "¿?"}, {"question": "Sources"}]}]
    )
    anchors = [groups[0]["anchor"], *(item["anchor"] for item in groups[0]["items"])]
    assert len(set(anchors)) == 4
    assert not {"main", "sources", ""} & set(anchors)
