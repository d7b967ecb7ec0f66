"""Reporting a problem with a text: what a reader sends, what programs send, and what editors make of it."""

import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail, signing
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage, ProblemReport
from articles.reports.forms import LONGEST
from articles.reports.models import Outcome
from articles.reports.services import KEPT_FOR, receive_report, settle
from articles.review.urgent import withdraw_page
from clinic.accounts.roles import AUTHORS, EDITORS, INTAKE_STAFF, MEDICAL_REVIEWERS, SITE_MANAGERS
from clinic.core.models import OwedMail
from clinic.core.outbox import send_owed_mail
from clinic.core.spam import SALT
from tests.articles.publication import Publication, newest_edition
from tests.factories import UserFactory
from tests.staff import let_in

PAGE = "/articles/an-article/report/"
WORDS = {"what": "The number in the second paragraph is not in the source.", "where": "Risks", "kind": "wrong"}


def token(age: float = 60) -> str:
    """Return a form's token, handed out so many seconds ago."""
    return signing.dumps({"id": str(uuid4()), "at": time.time() - age}, salt=SALT)


def send(client: Client, age: float = 60, **fields: Any) -> Any:
    return client.post(PAGE, {**WORDS, "token": token(age), **fields})


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def kept(publication: Publication, **fields: Any) -> ProblemReport:
    """Keep a report of a published article."""
    return receive_report(newest_edition(publication.published()), {**WORDS, **fields}, uuid4())


def test_a_report_is_kept_with_its_edition_and_without_anything_of_who_sent_it(
    publication: Publication, client: Client
) -> None:
    edition = newest_edition(publication.published())
    asked = client.get(PAGE)
    assert asked["Cache-Control"] == "no-store"
    assert asked["X-Robots-Tag"] == "noindex"
    assert "Please do not write about your own health" in words(asked)
    answer = send(client)
    assert "Thank you. We have your report" in words(answer)
    assert answer["Cache-Control"] == "no-store"
    report = ProblemReport.objects.get()
    assert (report.edition, report.what, report.where, report.kind) == (edition, *WORDS.values())
    assert "sessionid" not in client.cookies
    assert {field.name for field in ProblemReport._meta.fields}.isdisjoint({"user", "email", "name", "address", "ip"})


def test_only_what_is_wrong_has_to_be_said(publication: Publication, client: Client) -> None:
    publication.published()
    assert "Thank you" in words(send(client, where="", kind=""))


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"what": " \n "}, "Say what is wrong."),
    ({"what": "x" * (LONGEST + 1)}, f"Keep it to {LONGEST} characters; it has {LONGEST + 1}."),
    ({"where": "x" * 201}, "Keep it to 200 characters; it has 201."),
    ({"kind": "murder"}, "Choose one of the answers."),
    ({"what": "nul \x00"}, "Null characters are not allowed."),
    ({"token": "forged"}, "The form lay open for a while."),
    ({"age": 60 * 60 * 13}, "The form lay open for a while."),
    ({"age": 0}, "That was quick."),
]


def test_what_cannot_be_kept_is_told_above_the_form_and_nothing_that_was_typed_is_lost(
    publication: Publication, client: Client
) -> None:
    publication.published()
    for fields, told in REFUSED:
        answer = words(send(client, **fields))
        assert told in answer.partition('id="errors-heading"')[2].partition("</ul>")[0]
        assert "<title> Error:" in answer
        assert fields.get("where", WORDS["where"]) in answer
    assert ProblemReport.objects.count() == 0


def test_a_form_that_lay_open_too_long_can_be_sent_again_as_it_comes_back(
    publication: Publication, client: Client
) -> None:
    publication.published()
    again = send(client, token="forged").context["form"].data["token"]
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert "Thank you" in words(send(client, token=again))


def test_the_same_form_sent_twice_is_one_report_and_with_other_words_another(
    publication: Publication, client: Client
) -> None:
    publication.published()
    once = token()
    for what in ("One thing.", "One thing.", "And another thing."):
        assert "Thank you" in words(send(client, token=once, what=what))
    assert ProblemReport.objects.count() == OwedMail.objects.count() == 2


def test_what_looks_like_spam_is_put_aside_and_nobody_is_mailed(publication: Publication, client: Client) -> None:
    publication.published()
    assert "Thank you" in words(send(client, website="x"))
    assert "Thank you" in words(send(client, what="http://a.example http://b.example http://c.example"))
    assert [report.doubts for report in ProblemReport.objects.order_by("pk")] == [["honeypot"], ["links"]]
    assert not OwedMail.objects.exists()


def test_a_network_that_sends_many_is_doubted_and_in_the_end_refused(
    publication: Publication, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.reports.views.FROM_ONE_PLACE", 1)
    monkeypatch.setattr("articles.reports.views.MOST_FROM_ONE_PLACE", 2)
    publication.published()
    answers = [send(client, what=f"Number {number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Number 2" in words(answers[2])
    assert list(ProblemReport.objects.order_by("pk").values_list("doubts", flat=True)) == [[], ["place"]]
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert send(elsewhere, what="From elsewhere").status_code == 200


def test_another_site_cannot_send_the_form_for_a_visitor(publication: Publication) -> None:
    publication.published()
    assert send(Client(enforce_csrf_checks=True)).status_code == 403
    assert not ProblemReport.objects.exists()


def test_there_is_a_form_only_where_there_is_a_text_for_this_reader(publication: Publication, client: Client) -> None:
    article = publication.published()
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=article.pk), restriction_type="login")
    assert client.get(PAGE).status_code == send(client).status_code == 302
    restriction.delete()
    withdraw_page(ArticlePage.objects.get(pk=article.pk), UserFactory(is_superuser=True), why="It was wrong.")
    assert client.get(PAGE).status_code == send(client).status_code == 404
    publication.article("a-draft")
    assert client.get("/articles/a-draft/report/").status_code == 404
    assert not ProblemReport.objects.exists()


def test_what_a_reader_writes_is_only_text_wherever_it_is_shown(publication: Publication, client: Client) -> None:
    hostile = "<script>alert(1)</script> {{ request }} %s"
    report = kept(publication, what=hostile, where=hostile[:200])
    let_in(client, UserFactory(groups=[EDITORS]))
    for address in ("/admin/", "/admin/reports/problems/", f"/admin/reports/problems/{report.pk}/"):
        assert "<script>alert(1)" not in client.get(address).content.decode()
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; {{ request }} %s"
        in client.get(f"/admin/reports/problems/{report.pk}/").content.decode()
    )


def test_editors_are_mailed_where_it_waits_and_never_what_it_says(publication: Publication) -> None:
    editor = UserFactory(groups=[EDITORS])
    UserFactory(groups=[EDITORS], is_active=False)
    report = kept(publication)
    send_owed_mail()
    [sent] = mail.outbox
    assert sent.to == [editor.email]
    assert f"/admin/reports/problems/{report.pk}/" in sent.body
    assert WORDS["what"] not in sent.body
    settle(receive_report(report.edition, WORDS, uuid4()).pk, editor, Outcome.NO_CHANGE)
    send_owed_mail()
    assert mail.outbox == [sent]


def test_an_editor_finds_it_on_the_desk_and_settles_it_with_a_note(publication: Publication, client: Client) -> None:
    report = kept(publication)
    address = f"/admin/reports/problems/{report.pk}/"
    editor = UserFactory(groups=[EDITORS])
    let_in(client, editor)
    assert address in client.get("/admin/").content.decode()
    assert WORDS["what"] in client.get("/admin/reports/problems/").content.decode()
    assert client.post(address, {"note": "No outcome."}).status_code == 200
    client.post(address, {"outcome": "changed", "note": "A new edition is in review."})
    report.refresh_from_db()
    assert (report.outcome, report.note, report.settled_by) == ("changed", "A new edition is in review.", editor)
    assert address not in client.get("/admin/").content.decode()
    assert WORDS["what"] not in client.get("/admin/reports/problems/").content.decode()
    assert WORDS["what"] in client.get("/admin/reports/problems/?show=settled").content.decode()
    client.post(address, {"outcome": "spam", "note": "Again."})
    report.refresh_from_db()
    assert report.outcome == "changed"


def test_settled_as_personal_or_spam_its_words_are_erased(publication: Publication) -> None:
    edition = newest_edition(publication.published())
    for outcome in (Outcome.PERSONAL, Outcome.SPAM):
        report = settle(receive_report(edition, WORDS, uuid4()).pk, UserFactory(), outcome)
        report.refresh_from_db()
        assert report.what == report.where == ""


def test_editors_and_site_managers_see_reports_and_nobody_else(publication: Publication, client: Client) -> None:
    report = kept(publication)
    addresses = ("/admin/reports/problems/", f"/admin/reports/problems/{report.pk}/")
    for group in (EDITORS, SITE_MANAGERS):
        let_in(client, UserFactory(groups=[group]))
        assert [client.get(address).status_code for address in addresses] == [200, 200]
    for group in (AUTHORS, MEDICAL_REVIEWERS, INTAKE_STAFF):
        let_in(client, UserFactory(groups=[group]))
        # Wagtail refuses by leading back to the first page.
        assert [client.get(address).headers.get("Location") for address in addresses] == ["/admin/", "/admin/"]
        assert addresses[0] not in client.get("/admin/").content.decode()


def test_settled_reports_are_deleted_after_half_a_year_and_open_ones_never(publication: Publication) -> None:
    edition = newest_edition(publication.published())
    open_one, settled = (receive_report(edition, WORDS, uuid4()) for _ in range(2))
    settle(settled.pk, UserFactory(), Outcome.NO_CHANGE)
    with time_machine.travel(timezone.now() + KEPT_FOR + timedelta(days=1)):
        call_command("forget_reports")
    assert ProblemReport.objects.get() == open_one


def test_the_database_refuses_a_report_that_says_nothing_or_is_settled_without_an_outcome(
    publication: Publication,
) -> None:
    report = kept(publication)
    for change in ({"what": ""}, {"settled_at": timezone.now()}, {"outcome": "changed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProblemReport.objects.filter(pk=report.pk).update(**change)
