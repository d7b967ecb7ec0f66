"""Each person finds what is theirs to do: on the admin's home, in the review calendar, and by mail."""

import csv
import datetime
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import ArticlePage
from articles.review.desk import DeskPanel
from articles.review.models import Decision
from articles.review.reminders import span_of
from clinic.accounts.models import User
from clinic.accounts.roles import EDITORS
from clinic.core.outbox import send_owed_mail
from tests.articles.piece import Piece, in_review
from tests.articles.publication import make_reviewer
from tests.factories import UserFactory
from tests.staff import let_in

TODAY = datetime.date(2026, 6, 1)


def panels(user: User) -> dict[str, list[str]]:
    """Return the headings of a user's panels with the titles in them, empty ones left out."""
    cache.clear()
    client = let_in(Client(), user)
    shown = client.get("/admin/")
    found = {panel.heading: panel for panel in shown.context["panels"] if isinstance(panel, DeskPanel)}
    lines = {heading: [line.title for line in panel.lines()] for heading, panel in found.items()}
    html = shown.content.decode()
    assert all((f'id="{panel.name}-heading"' in html) == bool(lines[heading]) for heading, panel in found.items())
    return {str(heading): titles for heading, titles in lines.items() if titles}


def sent(mailoutbox: list[Any]) -> list[tuple[str, list[str]]]:
    """Send what is owed and return subjects and addresses."""
    before = len(mailoutbox)
    send_owed_mail()
    return [(mail.subject, mail.to) for mail in mailoutbox[before:]]


def test_a_piece_moves_from_desk_to_desk_and_each_hand_over_is_mailed_once(
    piece: Piece,
    mailoutbox: list[Any],
) -> None:
    reviewer = make_reviewer()
    assert panels(piece.author) == {"My drafts": ["An article"]}
    piece.submit()
    assert panels(piece.editor)["Waiting for my edit"] == ["An article"]
    assert sent(mailoutbox) == [("To approve: An article", [piece.editor.email])]
    piece.step.approve(user=piece.editor)
    assert "Waiting for my edit" not in panels(piece.editor)
    assert panels(reviewer)["Waiting for my signature"] == ["An article (1)"]
    assert sent(mailoutbox) == [("To review: An article", [reviewer.email])]
    assert mailoutbox[-1].body.count("http") == 1
    piece.decided(Decision.CHANGES_REQUESTED, "Risks first, & benefits <after>.")
    assert sent(mailoutbox) == [("Changes requested: An article", [piece.author.email])]
    assert "Risks first, & benefits <after>." in mailoutbox[-1].body
    assert panels(piece.author)["Waiting for my edit"] == ["An article"]
    piece.rewrite("Risks first.")
    piece.submit()
    piece.step.approve(user=piece.editor)
    piece.decided()
    assert [subject for subject, _to in sent(mailoutbox)] == ["Live: An article"], "what is settled is mailed no more"
    assert panels(reviewer) == {}


def test_nobody_who_cannot_act_is_mailed(piece: Piece, mailoutbox: list[Any]) -> None:
    piece.editor.is_active = False
    piece.editor.save()
    piece.submit(by=UserFactory(groups=[EDITORS]))
    make_reviewer(valid_until=timezone.localdate() - datetime.timedelta(days=1))
    assert sent(mailoutbox) == []
    assert not mailoutbox


@pytest.mark.parametrize(
    ("left", "span"), [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0), (-400, 0)]
)
def test_reminders_come_60_30_and_7_days_before_and_when_a_review_has_lapsed(left: int, span: int | None) -> None:
    assert span_of(TODAY + datetime.timedelta(days=left), TODAY) == span


def test_a_lapsing_review_is_on_the_desk_in_the_calendar_and_mailed_once_a_span_until_it_is_renewed(
    piece: Piece,
    mailoutbox: list[Any],
    client: Client,
) -> None:
    in_review(piece)
    signed = piece.decided()
    assert signed.valid_until is not None
    sent(mailoutbox)
    reviewer = make_reviewer(valid_until=None)
    reminders = []
    for days in (61, 59, 45, 20, 6, 5, -1, -300):
        with time_machine.travel(signed.valid_until - datetime.timedelta(days=days), tick=False):
            call_command("remind_of_reviews")
            reminders += [(days, subject.split(":")[0].split(" by ")[0]) for subject, _to in sent(mailoutbox)]
            calendar = let_in(client, piece.editor).get(reverse("review_calendar"))
            row = calendar.context["object_list"][0]
            assert row.state == ("lapsed" if days < 0 else "due" if days <= 60 else "reviewed")
            if days < 0:
                assert panels(reviewer)["Lapsed"] == ["An article"]
                assert panels(piece.editor)["Lapsed"] == ["An article"]
    assert reminders == [
        (59, "Review due"),
        (20, "Review due"),
        (6, "Review due"),
        (-1, "Review lapsed"),
    ]


def test_the_calendar_is_sorted_filtered_and_exported_for_those_who_may_see_signatures(
    piece: Piece,
    client: Client,
) -> None:
    in_review(piece)
    signed = piece.decided()
    other = replace(piece, article=piece.publication.article("another", title="Another"))
    in_review(other)
    other.decided()
    let_in(client, piece.editor)
    address = reverse("review_calendar")
    assert [row.title for row in client.get(f"{address}?ordering=title").context["object_list"]] == [
        "An article",
        "Another",
    ]
    assert signed.valid_until is not None
    assert date_format(signed.valid_until) in client.get(address).content.decode()
    of_reviewer = client.get(f"{address}?reviewer={signed.name}").context["object_list"]
    assert "An article" in [row.title for row in of_reviewer]
    assert not client.get(f"{address}?state=lapsed").context["object_list"]
    exported = b"".join(client.get(f"{address}?export=csv").streaming_content).decode()  # type: ignore[attr-defined]  # streamed
    rows = list(csv.DictReader(StringIO(exported)))
    assert {row["Page"] for row in rows} == {"An article", "Another"}
    assert rows[0]["SHA-256"]
    assert client.get(f"{address}?export=xlsx").status_code == 200
    assert let_in(client, piece.author).get(address, follow=True).redirect_chain


def test_a_schedule_whose_words_are_not_signed_is_on_the_desk(piece: Piece) -> None:
    revision = ArticlePage.objects.get(pk=piece.article.pk).get_latest_revision()
    revision.approved_go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision.save()
    assert panels(piece.editor)["Held schedules"] == ["An article"]
    in_review(piece)
    piece.decided()
    assert "Held schedules" not in panels(piece.editor)
