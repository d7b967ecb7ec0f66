"""What editors see of the sample site's pages in the explorer."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from articles.models import ArticleIndexPage, Reference, SignOff
from clinic.accounts.roles import EDITORS
from tests.factories import UserFactory
from tests.staff import let_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("sample_site"),
    pytest.mark.xdist_group("sample_site"),
]
FLAGSHIP = "Ketamine vs. opioids for chronic pain"
LAPSED = "Ten things people say about ketamine, and what is known"
DRAFT = "Esketamine and ketamine: what is the difference?"


@pytest.fixture
def editor() -> Client:
    """An editor who is signed in."""
    return let_in(Client(), UserFactory(groups=[EDITORS]))


def listing(editor: Client, **query: str) -> dict[str, list[str]]:
    """Return the cells of each article in the explorer by its title, in order."""
    index = ArticleIndexPage.objects.get()
    page = editor.get(f"/admin/pages/{index.pk}/", query)
    assert page.status_code == 200
    table = page.context["table"]
    return {
        row.instance.title: [
            str(column.get_value(row.instance)) for column in table.columns.values() if hasattr(column, "get_value")
        ]
        for row in table.rows
    }


def test_reviewer_next_review_and_marks_are_shown(editor: Client) -> None:
    index = ArticleIndexPage.objects.get()
    page = editor.get(f"/admin/pages/{index.pk}/").content.decode()
    for heading in ("Type", "Status", "Reviewer", "Next review", "To see to"):
        assert heading in page
    rows = listing(editor)
    assert "Marta Sample-Reyes, MD" in rows[FLAGSHIP]
    assert "Review lapsed" in rows[LAPSED]
    due = SignOff.objects.filter(edition__current__page__title=FLAGSHIP).latest("signed_at").valid_until
    assert due is not None
    assert date_format(due) in page
    assert not [cell for cell in rows[DRAFT] if "Marta" in cell or "lapsed" in cell]


def test_the_list_is_sorted_and_filtered_by_them(editor: Client) -> None:
    by_date = list(listing(editor, ordering="next_review"))
    assert by_date.index(LAPSED) < by_date.index(FLAGSHIP)
    assert list(listing(editor, review="lapsed")) == [LAPSED]
    assert FLAGSHIP in listing(editor, review="reviewed")
    assert DRAFT not in listing(editor, reviewer="Marta Sample-Reyes, MD")
    assert listing(editor, reviewer="Nobody").keys() == listing(editor).keys()  # no such choice is no filter
    for ordering in ("reviewer", "-reviewer", "-next_review", "is_outdated", "-is_outdated", "nonsense"):
        assert len(listing(editor, ordering=ordering)) == len(by_date)
    for query in ({"q": "ketamine", "review": "reviewed"}, {"q": "ketamine", "ordering": "reviewer", "outdated": "no"}):
        assert editor.get(f"/admin/pages/{ArticleIndexPage.objects.get().pk}/", query).status_code == 200


def test_a_change_in_the_library_marks_what_prints_it(editor: Client) -> None:
    before = listing(editor, outdated="yes")
    source = Reference.objects.get(key="domino2010")
    source.retracted = True
    source.save()
    outdated = listing(editor, outdated="yes")
    assert before.keys() < outdated.keys()
    assert all(re.search(r"Outdated \(\d+\)", " ".join(cells)) for cells in outdated.values())
    assert next(iter(listing(editor, ordering="-is_outdated"))) in outdated
    assert not outdated.keys() & listing(editor, outdated="no").keys()


def test_the_explorer_costs_no_query_a_row(editor: Client, monkeypatch: Any) -> None:
    def cost() -> int:
        listing(editor)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            listing(editor)
        return len(queries)

    all_rows = cost()
    monkeypatch.setattr("clinic.finding.explorer.ReviewIndexView.paginate_by", 2)
    assert all_rows <= cost() + 2  # Wagtail prefetches less where there is nothing to prefetch
