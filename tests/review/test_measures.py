"""What can be done to a text between two signatures, and what its readers then get."""

import datetime
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from articles.editions.models import Edition
from articles.models import HeldSchedule, ReviewSettings
from articles.review.guard import why_not_live
from articles.review.minor_edits import NotMinorError, record_minor_edit, void_minor_edit
from articles.review.models import OnLapse, SignOff, WarningText
from articles.review.services import CannotSignError, renew, withdraw_signature
from articles.review.urgent import CannotActError, lift_warning, put_warning, return_to_edition, withdraw_page, withhold
from articles.review.wording import changes_between
from clinic.core.models import OwedMail
from clinic.finding.models import SearchEntry
from tests.articles.publication import make_reviewer, person_of
from tests.factories import ImageFactory, ReferenceFactory
from tests.library.articles import cite
from tests.review.clinic import ARTICLE, CORRECTED, SIGNED, TYPO, UNSIGNED, Clinic, minor_edit, read, read_all
from tests.staff import let_in


def test_spelling_is_corrected_under_the_signature_that_there_is(clinic: Clinic) -> None:
    minor = minor_edit(clinic)
    page = read()
    assert CORRECTED in page
    assert person_of(clinic.reviewer).printed_name in page
    assert "spelling alone has been corrected" in page
    assert "lastReviewed" in page
    assert minor.changes == [{"before": "evidense", "after": "evidence"}]


def test_a_voided_minor_edit_gives_way_to_the_edition_before_it(clinic: Clinic) -> None:
    minor = minor_edit(clinic)
    draft = clinic.rewrite(f"{CORRECTED},")
    later = record_minor_edit(draft.get_latest_revision(), clinic.editor)
    void_minor_edit(minor, clinic.reviewer, "It reads differently.")
    assert TYPO in read()
    assert clinic.current() == minor.from_edition  # what was built on it is gone as well
    with pytest.raises(PermissionDenied, match="already"):
        void_minor_edit(minor, clinic.reviewer, "Again.")
    with pytest.raises(PermissionDenied, match="Only members"):
        void_minor_edit(later, clinic.editor, "Not mine to take back.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Take 0.5 mg", "Take 5 mg"),
        ("Take 10 mg", "Take 10 Mg"),
        ("Take 1,5 mg", "Take 1.5 mg"),
        ("Take ketamne", "Take ketamine"),
        ("It is hypotention", "It is hypotension"),
        ("The kidny", "The kidney"),
        ("You musst rest", "You must rest"),
        ("It oftn helps", "It often helps"),
        ("It is beter", "It is better"),
        ("It increses", "It increases"),
        ("It is nott so", "It is not so"),
        ("It is a fact", "It is a fast"),
        ("Two words", "Two wrods"),
        ("One seperate, one recieved", "One separate, one received"),
        ("A part of it", "Apart of it"),
        ("p < 1", "p > 1"),
        ("The US clinic", "The us clinic"),
        ('<a href="/a/">here</a>', '<a href="/b/">here</a>'),
        ("It is a <b>word</b>", "It is a word"),
        ("It is apropriate", "It is inappropriate"),
    ],
)
def test_what_could_change_the_meaning_is_no_minor_edit(before: str, after: str) -> None:
    changes = changes_between({"language": "en", "standfirst": before}, {"language": "en", "standfirst": after})
    assert any(change.refusal for change in changes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the treatmnt  works", "The treatment works."),
        ("Recieve it ,now", "Receive it, now"),
        ("“Quoted”; and so on", "'Quoted', and so on"),
    ],
)
def test_spelling_spacing_capitals_and_punctuation_are_minor(before: str, after: str) -> None:
    changes = changes_between({"language": "en", "standfirst": before}, {"language": "en", "standfirst": after})
    assert changes
    assert not any(change.refusal for change in changes)


def test_a_list_that_the_library_prints_is_no_place_for_minor_edits() -> None:
    [change] = changes_between({"references": [{"title": "Evidense"}]}, {"references": [{"title": "Evidence"}]})
    assert change.refusal


def test_more_than_spelling_is_refused_with_what_it_is(clinic: Clinic) -> None:
    draft = clinic.rewrite()
    with pytest.raises(NotMinorError, match="medical review instead"):
        record_minor_edit(draft.get_latest_revision(), clinic.editor)
    assert SIGNED in read()


def test_a_warning_stands_above_the_text_until_it_is_lifted(clinic: Clinic) -> None:
    put_warning(clinic.fresh(), clinic.editor, WarningText.ERROR_FOUND, "It is in the second paragraph.")
    page = read()
    assert "We have found an error" in page
    assert "second paragraph" in page
    assert SIGNED in page
    lift_warning(clinic.fresh(), clinic.editor, "Corrected.")
    assert "We have found an error" not in read()
    with pytest.raises(CannotActError, match="No warning"):
        lift_warning(clinic.fresh(), clinic.editor, "Again.")
    with pytest.raises(CannotActError, match="Ask an editor"):
        put_warning(clinic.fresh(), clinic.author, WarningText.ERROR_FOUND)


def test_a_withheld_edition_is_gone_everywhere_and_its_address_says_why(clinic: Clinic) -> None:
    withhold(clinic.current(), clinic.editor, "It names a patient.")
    everything = read_all()
    assert SIGNED not in everything
    assert "An article" not in everything
    assert "It names a patient." in read()
    assert not SearchEntry.objects.readable().filter(page=clinic.article.pk).exists()
    assert "noindex" in Client().get(ARTICLE)["X-Robots-Tag"]
    with pytest.raises(CannotActError, match="already"):
        withhold(clinic.current(), clinic.editor, "Again.")


def test_a_withheld_picture_is_gone_with_its_files_from_every_edition(
    clinic: Clinic, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    image = ImageFactory(file__color="olive", description="A face")
    page = clinic.signed_article("with-a-picture", featured_image=image, body=[("figure", figure(image))])
    sha256 = clinic.current(page).card["featured"]["sha256"]
    address = "/articles/with-a-picture/"
    assert sha256 in read_all(address)
    file = next(line for line in read(address).split('"') if sha256 in line and line.endswith(".jpg"))
    file = urlsplit(file).path
    assert (settings.MEDIA_ROOT / file.removeprefix("/media/")).exists()
    with django_capture_on_commit_callbacks(execute=True):
        withhold(clinic.current(page), clinic.editor, "No consent.", picture_sha256=sha256)
    as_json = read(f"{address}review-record.json")
    assert json.loads(as_json)["current"]["withheld_pictures"] == [sha256]
    everything = read_all(address).replace(as_json, "")  # whose digest is of the words as they were signed
    assert sha256 not in everything
    assert "A face" not in everything
    assert "no longer shows it" in everything
    assert not (settings.MEDIA_ROOT / file.removeprefix("/media/")).exists()
    assert Client().get(file).status_code == 404
    reading = let_in(Client(), clinic.reviewer).get(reverse("read_edition", args=(clinic.current(page).pk,)))
    assert sha256 not in reading.content.decode()


def figure(image: Any) -> dict[str, Any]:
    """Return the value of a figure."""
    return {"image": image, "alt": "", "caption": ""}


def test_a_withdrawn_article_keeps_its_address_and_comes_back_only_signed_anew(clinic: Clinic) -> None:
    withdraw_page(clinic.fresh(), clinic.editor, "The trial was retracted.")
    page = read()
    assert SIGNED not in page
    assert "The trial was retracted." in page
    assert "An article" not in read("/articles/") + read("/articles/feed/")
    with pytest.raises(PermissionDenied, match="withdrawn"):
        clinic.fresh().get_latest_revision().publish()
    clinic.sign()
    clinic.fresh().get_latest_revision().publish()
    assert SIGNED in read()


def test_taking_a_signature_back_takes_the_text_from_readers(clinic: Clinic) -> None:
    with pytest.raises(CannotSignError, match="Only members"):
        withdraw_signature(clinic.current(), clinic.editor, "No.")
    withdraw_signature(clinic.current(), make_reviewer(), "It is wrong.")  # another clinician may
    assert Client().get(ARTICLE).status_code == 404
    assert SIGNED not in read_all()


def test_only_a_reviewer_returns_to_an_older_edition_and_the_later_one_needs_a_new_signature(clinic: Clinic) -> None:
    first = clinic.current()
    clinic.rewrite("The second words")
    clinic.sign()
    clinic.fresh().get_latest_revision().publish()
    assert "The second words" in read()
    with pytest.raises(CannotActError, match="Only a medical reviewer"):
        return_to_edition(first, clinic.editor, "I liked it more.")
    return_to_edition(first, clinic.reviewer, "The second was wrong.")
    assert SIGNED in read()
    with pytest.raises(PermissionDenied, match="gone back"):
        clinic.fresh().get_latest_revision().publish()
    assert SIGNED in read()


def test_a_correction_stands_on_the_page_that_is_signed_with_it(clinic: Clinic) -> None:
    from articles.models import ArticleCorrection

    draft = clinic.rewrite("Fifty words")
    draft.corrections.add(ArticleCorrection(was_wrong="It said five.", now_says="It says fifty."))
    draft.save_revision(user=clinic.editor)
    assert "It said five." not in read()
    clinic.sign()
    clinic.fresh().get_latest_revision().publish()
    assert "It said five." in read()


def test_an_urgent_retraction_is_told_above_the_text_at_once(clinic: Clinic) -> None:
    source = ReferenceFactory(title="A trial that fell")
    clinic.signed_article("cited", body=[("rich_text", f"<p>Words{cite(source)}.</p>")])
    address = "/articles/cited/"
    source.retracted = True
    source.save()
    assert "has been retracted since" not in read(address)
    source.retraction_urgent = True
    source.save()
    assert "has been retracted since" in read(address)
    assert "has been retracted since" not in read()


def lapsed_article(clinic: Clinic, time_machine: Any) -> datetime.datetime:
    """Move to the time at which the article's review has lapsed."""
    until = SignOff.objects.get(edition=clinic.current()).valid_until
    now = datetime.datetime.combine(until, datetime.time(12), datetime.UTC) + datetime.timedelta(days=1)
    person_of(clinic.reviewer).credentials.update(valid_until=None)
    time_machine.move_to(now, tick=True)
    return now


@pytest.mark.parametrize("on_lapse", OnLapse)
def test_a_lapsed_review_is_told_and_ends_as_the_clinic_decided(
    clinic: Clinic, time_machine: Any, on_lapse: OnLapse
) -> None:
    rules = ReviewSettings.load()
    rules.on_lapse = on_lapse
    rules.save()
    lapsed_article(clinic, time_machine)
    assert "lapsed" in read()
    assert ("X-Robots-Tag" in Client().get(ARTICLE)) is (on_lapse == OnLapse.NOINDEX)
    call_command("lapse_reviews", verbosity=0)
    assert Client().get(ARTICLE).status_code == (404 if on_lapse == OnLapse.UNPUBLISH else 200)
    assert "lapsed" in " ".join(why_not_live(clinic.fresh()))


def test_an_unchanged_text_is_renewed_in_one_sitting(clinic: Clinic) -> None:
    edition = clinic.current()
    clinic.rewrite("Something newer that waits")
    clinic.freeze()
    row = renew(edition.pk, clinic.reviewer, digest_shown=edition.digest)
    assert row.edition == edition
    newer = Edition.objects.filter(page=clinic.article).latest("number")
    with pytest.raises(CannotSignError, match="do not get this edition"):
        renew(newer.pk, clinic.reviewer, digest_shown=newer.digest)


def test_a_schedule_that_may_not_be_kept_is_held_listed_and_told_once_and_stops_no_other(clinic: Clinic) -> None:
    clinic.rewrite()
    other = clinic.signed_article("another")
    past = timezone.now() - datetime.timedelta(minutes=1)
    other.unpublish()
    for page in (clinic.article, other):
        Revision.objects.filter(pk=clinic.fresh(page).latest_revision_id).update(approved_go_live_at=past)
    for _round in range(2):
        call_command("publish_scheduled")
    assert clinic.fresh(other).live
    held = HeldSchedule.objects.get()
    assert held.page_id == clinic.article.pk
    assert "edition 1" in held.why
    assert OwedMail.objects.filter(kind="review.held_schedule").count() == 1
    clinic.sign()
    call_command("publish_scheduled")
    assert UNSIGNED in read()
    assert not HeldSchedule.objects.exists()


def test_what_the_clinic_allows_is_logged_and_unsigned_texts_say_so(clinic: Clinic) -> None:
    rules = ReviewSettings.load()
    rules.unsigned_allowed = True
    rules.save()
    clinic.rewrite("Words that nobody signed")
    clinic.fresh().get_latest_revision().publish()
    page = read()
    assert "Words that nobody signed" in page
    assert "No clinician has signed these words yet" in page
    rules.unsigned_allowed = False
    rules.save()
    assert Client().get(ARTICLE).status_code == 404
    changes = [entry.data["changes"] for entry in ModelLogEntry.objects.filter(action__startswith="articles.review")]
    assert [change["after"] for (change,) in changes[:2]] == ["False", "True"]
