"""A cited source stays: in the admin, and below it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from articles.library.models import Reference
from articles.library.queries import places_citing
from clinic.core.models import Notice
from tests.factories import ReferenceFactory
from tests.library.articles import cite, draft_article, publish, rewrite, running_text

pytestmark = pytest.mark.django_db
BULK = "/admin/bulk/articles/reference/delete/"


@pytest.fixture
def reference() -> Reference:
    return ReferenceFactory(authors="Cohen SP", year=2018)


def where(reference: Reference) -> list[tuple[str, str]]:
    """Return title and kind of each place that cites a source."""
    return [(place.title, place.where) for place in places_citing([reference]).get(reference.pk, [])]


def test_a_source_that_nothing_cites_can_go(reference: Reference) -> None:
    draft_article(body=[running_text("<p>No source.</p>")])
    assert where(reference) == []
    reference.delete()
    assert not Reference.objects.exists()


def test_a_draft_that_cites_it_keeps_it(reference: Reference) -> None:
    draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    assert where(reference) == [("Sleep", "draft")]


def test_a_draft_of_a_live_page_keeps_it_though_readers_have_it_not(reference: Reference) -> None:
    article = draft_article("Sleep", body=[running_text("<p>No source.</p>")])
    publish(article)
    rewrite(article, standfirst=f"<p>In short.{cite(reference)}</p>")
    assert where(reference) == [("Sleep", "draft")]


def test_a_published_text_keeps_it_though_the_draft_no_longer_cites_it(reference: Reference) -> None:
    article = draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    publish(article)
    rewrite(article, body=[running_text("<p>No source.</p>")])
    assert where(reference) == [("Sleep", "published text · edition 1")]


def test_an_edition_keeps_it_for_good(reference: Reference) -> None:
    article = draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    publish(article)
    publish(rewrite(article, body=[running_text("<p>No source.</p>")]))
    assert where(reference) == [("Sleep", "edition 1")]


def test_a_draft_that_waits_for_its_day_keeps_it(reference: Reference) -> None:
    article = draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    revision = article.get_latest_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()
    rewrite(article, body=[running_text("<p>No source.</p>")])
    assert where(reference) == [("Sleep", "draft")]


def test_a_draft_that_gave_it_up_lets_it_go(reference: Reference) -> None:
    article = draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    rewrite(article, body=[running_text("<p>No source.</p>")])
    assert where(reference) == []


def test_a_snippet_that_cites_it_keeps_it(reference: Reference) -> None:
    Notice.objects.create(name="Risks", heading="Risks", text=f"<p>{cite(reference)}</p>", locale=Locale.get_default())
    ((title, place),) = where(reference)
    assert ("Risks" in title, place) == (True, "published text")


def test_a_source_whose_number_or_key_only_begins_alike_keeps_nothing() -> None:
    references = ReferenceFactory.create_batch(2)
    cited = ReferenceFactory(pk=int(f"{references[0].pk}1"), key=f"{references[0].key}1")
    publish(draft_article(body=[running_text(f"<p>Words.{cite(cited)}</p>")]))
    assert set(places_citing([*references, cited])) == {cited.pk}


def test_code_cannot_delete_it_either(reference: Reference) -> None:
    draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    spare = ReferenceFactory()
    with pytest.raises(ProtectedError, match=r"Cohen 2018 cannot be deleted, because it is cited in: Sleep \(draft\)"):
        reference.delete()
    with pytest.raises(ProtectedError):
        Reference.objects.all().delete()
    assert set(Reference.objects.all()) == {reference, spare}


def test_the_admin_says_in_place_what_cites_it_and_deletes_nothing(
    reference: Reference, signed_in: Callable[[str], Client]
) -> None:
    draft_article("Sleep & rest", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    editor = signed_in("Editors")
    address = reverse("wagtailsnippets_articles_reference:delete", args=[reference.pk])
    for answer in (editor.get(address), editor.post(address)):
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert "Cohen 2018 cannot be deleted, because it is cited in: Sleep &amp; rest (draft)." in shown
        assert "Yes, delete" not in shown
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_the_admin_deletes_what_nothing_cites(reference: Reference, signed_in: Callable[[str], Client]) -> None:
    address = reverse("wagtailsnippets_articles_reference:delete", args=[reference.pk])
    answer = signed_in("Editors").post(address)
    assert answer.status_code == 302
    assert not Reference.objects.exists()


def test_of_several_the_admin_deletes_those_that_nothing_cites_and_names_the_others(
    reference: Reference, signed_in: Callable[[str], Client]
) -> None:
    draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    spare = ReferenceFactory(authors="Spare AB", title="Not cited")
    editor = signed_in("Site managers")
    address = f"{BULK}?id={reference.pk}&id={spare.pk}"
    asked = editor.get(address).content.decode()
    assert "Cohen 2018 cannot be deleted, because it is cited in: Sleep (draft)." in asked
    assert "Spare 2020: Not cited" in asked
    assert editor.post(address).status_code == 302
    assert list(Reference.objects.all()) == [reference]


def test_of_several_cited_ones_the_admin_deletes_none_and_says_why(
    reference: Reference, signed_in: Callable[[str], Client]
) -> None:
    draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    answer = signed_in("Editors").post(f"{BULK}?id={reference.pk}")
    assert answer.status_code == 200
    assert "because it is cited in: Sleep (draft)" in answer.content.decode()
    assert Reference.objects.filter(pk=reference.pk).exists()


@pytest.mark.parametrize("bulk", [False, True])
def test_a_source_cited_while_somebody_confirms_its_deletion_stays_and_the_page_says_why(
    reference: Reference, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, bulk: bool
) -> None:
    from articles.library import views

    draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")])
    looks = iter([{}])  # the first look finds nothing yet
    monkeypatch.setattr(views, "places_citing", lambda chosen: next(looks, None) or places_citing(chosen))
    address = reverse("wagtailsnippets_articles_reference:delete", args=[reference.pk])
    if bulk:
        monkeypatch.setattr(views, "places_citing", lambda chosen: next(looks, places_citing(chosen)))
        address = f"{BULK}?id={reference.pk}"
    answer = signed_in("Editors").post(address)
    assert answer.status_code == 200
    assert "because it is cited in: Sleep (draft)" in answer.content.decode()
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_authors_cannot_delete_sources(reference: Reference, signed_in: Callable[[str], Client]) -> None:
    author = signed_in("Authors")
    author.post(reverse("wagtailsnippets_articles_reference:delete", args=[reference.pk]))
    author.post(f"{BULK}?id={reference.pk}")
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_the_usage_page_shows_every_page_that_cites_it_and_where(
    reference: Reference, signed_in: Callable[[str], Client]
) -> None:
    publish(draft_article("Sleep", body=[running_text(f"<p>Words.{cite(reference)}</p>")]))
    draft_article("Pain", standfirst=f"<p>In short.{cite(reference)}</p>")
    shown = signed_in("Editors").get(reverse("wagtailsnippets_articles_reference:usage", args=[reference.pk]))
    text = " ".join(shown.content.decode().split())
    assert "published text · draft · edition 1" in text
    assert "Pain" in text


def test_looking_up_fifty_sources_costs_no_more_queries_than_one(reference: Reference) -> None:
    references = [reference, *ReferenceFactory.create_batch(49)]
    publish(draft_article("Sleep", body=[running_text("".join(f"<p>{cite(row)}</p>" for row in references))]))
    counts = []
    for asked in (references[:1], references):
        with CaptureQueriesContext(connection) as queries:
            assert len(places_citing(asked)) == len(asked)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
