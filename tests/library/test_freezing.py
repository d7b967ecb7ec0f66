"""Numbers of sources in an edition."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editions.freezing import Freezer
from articles.editions.services import edition_content
from tests.factories import ReferenceFactory
from tests.library.articles import cite, draft_article, running_text, takeaway

pytestmark = pytest.mark.django_db


def marks(value: Any) -> list[tuple[int, int]]:
    """Return (number, how many times so far) of each citation in frozen text, in order."""
    found = re.findall(r'<a class="cite" data-ref="(\d+)" data-nth="(\d+)"></a>', str(value))
    return [(int(number), int(nth)) for number, nth in found]


def test_sources_are_numbered_in_order_of_first_use_over_standfirst_takeaways_and_body() -> None:
    first, second, third = ReferenceFactory.create_batch(3)
    article = draft_article(
        standfirst=f"<p>In short.{cite(second)}</p>",
        takeaways=[takeaway(f"<p>One.{cite(third)}</p>"), takeaway(f"<p>Two.{cite(second)}</p>")],
        body=[running_text(f"<p>At length.{cite(first)}{cite(third)}{cite(second)}</p>")],
    )
    content = edition_content(article)
    assert marks(content["standfirst"]) == [(1, 1)]
    assert marks(content["takeaways"]) == [(2, 1), (1, 2)]
    assert marks(content["body"]) == [(3, 1), (2, 2), (1, 3)]
    assert [(row["number"], row["key"], row["citations"]) for row in content["references"]] == [
        (1, second.key, 3),
        (2, third.key, 2),
        (3, first.key, 1),
    ]


def test_a_table_and_an_answer_cite_too_and_each_source_has_one_number() -> None:
    reference = ReferenceFactory()
    table = {
        "row_headers": True,
        "table": {
            "caption": "Two treatments",
            "columns": [{"type": "text", "heading": "Aspect"}],
            "rows": [{"values": [f"<p>Onset{cite(reference)}</p>"]}],
        },
    }
    answer = {"heading": "", "items": [{"question": "Does it?", "answer": f"<p>Yes.{cite(reference)}</p>"}]}
    article = draft_article(body=[{"type": "table", "value": table}, {"type": "questions", "value": answer}])
    content = edition_content(article)
    assert marks(content["body"]) == [(1, 1), (1, 2)]
    assert [row["number"] for row in content["references"]] == [1]


def test_five_hundred_sources_cost_no_more_queries_than_five() -> None:
    references = ReferenceFactory.create_batch(500)
    counts = []
    for number in (5, 500):
        text = "".join(f"<p>Sentence.{cite(reference)}</p>" for reference in references[:number])
        article = draft_article(title=f"With {number}", body=[running_text(text)])
        with CaptureQueriesContext(connection) as queries:
            content = edition_content(article)
        assert len(content["references"]) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_edition_is_not_made_of_a_text_whose_source_is_gone() -> None:
    freezer = Freezer()
    freezer.html('<p>Words.<a linktype="reference" id="999999">[Gone 2018]</a></p>')
    with pytest.raises(ValidationError, match="no longer exists"):
        freezer.references()
