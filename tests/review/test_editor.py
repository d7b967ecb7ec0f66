"""What staff see and are told: in the editor, in bulk, and on the screens of each act."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.editions.models import CurrentEdition, Publication
from articles.models import ArticlePage
from articles.review.guard import why_not_live
from articles.review.models import UrgentWarning, WarningText, Withdrawal
from articles.review.urgent import put_warning, withdraw_page
from clinic.accounts.models import User
from tests.articles.publication import person_of
from tests.review.clinic import CORRECTED, Clinic, minor_edit, read
from tests.review.forms import edit_form
from tests.staff import let_in


def admin(user: User) -> Client:
    """Return the browser of somebody who is signed in."""
    return let_in(Client(), user)


def test_signed_words_go_live_by_every_ordinary_route(clinic: Clinic) -> None:
    """The other half of the attacks: the same routes publish what is signed."""
    from tests.review import routes as attacks

    for number, route in enumerate(
        (attacks.revision_publish, attacks.publish_action, attacks.edit_view, attacks.bulk_publish, attacks.admin_api)
    ):
        clinic.rewrite(f"Signed words of round {'x' * number}")
        clinic.sign()
        route(clinic)
        assert f"Signed words of round {'x' * number}." in read(), route.__name__


def test_the_editor_says_what_is_missing_and_who_can_help(clinic: Clinic) -> None:
    clinic.rewrite()
    client = admin(clinic.editor)
    address = reverse("wagtailadmin_pages:edit", args=(clinic.article.pk,))
    page = client.get(address).content.decode()
    assert "These words are not those of edition 1" in page
    assert person_of(clinic.reviewer).printed_name in page
    assert 'name="action-publish"' not in page
    answer = client.post(address, {**edit_form(clinic.fresh()), "action-publish": "1"}, follow=True).content.decode()
    assert "The draft is saved but not published. These words are not those of edition 1" in answer


def test_bulk_publishing_publishes_what_it_may_and_names_the_rest(clinic: Clinic) -> None:
    other = clinic.signed_article("another")
    other.unpublish()
    clinic.rewrite()
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    listing = reverse("wagtailadmin_explore", args=(clinic.publication.index.pk,))
    query = f"?id={clinic.article.pk}&id={other.pk}&next={listing}"
    answer = admin(clinic.editor).post(address + query, follow=True)
    assert answer.status_code == 200
    assert "is not published. These words are not those of edition 1" in answer.content.decode()
    assert clinic.fresh(other).live


def test_a_save_that_changes_nothing_keeps_the_approval_and_one_that_does_says_so(clinic: Clinic) -> None:
    client = admin(clinic.editor)
    address = reverse("wagtailadmin_pages:edit", args=(clinic.article.pk,))
    warning = "These words are no longer those of edition 1"
    assert warning not in client.post(address, edit_form(clinic.fresh()), follow=True).content.decode()
    assert why_not_live(clinic.fresh()) == []
    form = edit_form(clinic.fresh())
    assert warning in client.post(address, {**form, "title": "Another title"}, follow=True).content.decode()
    assert why_not_live(clinic.fresh()) != []


def test_autosave_never_touches_a_revision_that_was_frozen(clinic: Clinic) -> None:
    revision = clinic.current().revision
    draft = revision.as_object()
    draft.title = "Autosaved"
    saved = draft.save_revision(overwrite_revision=clinic.fresh().get_latest_revision(), user=revision.user)
    assert saved.pk != revision.pk
    revision.refresh_from_db()
    assert revision.content["title"] == "An article"
    draft.title = "Autosaved again"
    assert draft.save_revision(overwrite_revision=saved, user=saved.user).pk == saved.pk


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("warn_readers", {"warning": "error-found", "note": ""}, "stands above the text"),
        ("withdraw_page", {"why": "Out of date."}, "is withdrawn"),
        ("withhold_edition", {"why": "It names a patient.", "what": "whole"}, "is withheld"),
        ("withhold_edition", {"why": "", "what": "whole"}, "This field is required"),
        ("withhold_edition", {"why": "x", "what": "0" * 64}, "not one of the available choices"),
        ("lift_warning", {"why": "x"}, "No warning stands"),
        ("minor_edit", {"why": ""}, "no minor edit"),
    ],
)
def test_an_editor_acts_on_what_readers_get(clinic: Clinic, name: str, data: dict[str, str], says: str) -> None:
    about = clinic.current().pk if name == "withhold_edition" else clinic.article.pk
    client = admin(clinic.editor)
    address = reverse(name, args=(about,))
    assert client.get(address).status_code == 200
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It soothes, and passes.", "It soothes and passes.", ["removed: soothes,", "added: soothes"]),
        ("It soothes.", "It  soothes.", ["removed: It soothes.", "added: It  soothes."]),
    ],
)
def test_a_minor_edit_is_shown_word_by_word_and_spacing_in_its_sentence(
    clinic: Clinic, before: str, after: str, shown: list[str]
) -> None:
    article = clinic.signed_article("another", disclosure=before)
    article.disclosure = after
    article.save_revision()
    screen = admin(clinic.editor).get(reverse("minor_edit", args=(article.pk,)))
    (pieces,) = screen.context["changes"]
    assert [f"{piece.kind}: {piece.text}" for piece in pieces if piece.kind != "same"] == shown


@pytest.fixture
def confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked again who they are has just shown it."""
    monkeypatch.setattr("articles.review.acts.require_fresh_authentication", lambda request, spend: None)


@pytest.mark.parametrize("name", ["withdraw_signature", "return_to_edition", "void_minor_edit"])
def test_a_reviewer_acts_on_what_is_signed_and_an_editor_is_told_who_may(
    clinic: Clinic, name: str, confirmed: None
) -> None:
    minor = minor_edit(clinic)
    about = minor.pk if name == "void_minor_edit" else minor.from_edition_id
    address = reverse(name, args=(about,))
    data = {"why": "It is wrong."}
    refused = admin(clinic.editor).post(address, data)
    assert refused.status_code == 200
    assert "medical reviewer" in refused.content.decode().casefold()
    answer = admin(clinic.reviewer).post(address, data, follow=True)
    assert answer.status_code == 200
    assert "help-critical" not in answer.content.decode()
    assert CORRECTED not in read()


def test_the_list_of_editions_offers_each_person_their_own_acts(clinic: Clinic) -> None:
    minor = minor_edit(clinic)
    address = reverse("editions", args=(clinic.article.pk,))
    editor, reviewer = (admin(user).get(address).content.decode() for user in (clinic.editor, clinic.reviewer))
    assert reverse("warn_readers", args=(clinic.article.pk,)) in editor
    assert reverse("warn_readers", args=(clinic.article.pk,)) not in reviewer
    void = reverse("void_minor_edit", args=(minor.pk,))
    assert void in reviewer
    assert void not in editor


def test_nothing_urgent_can_be_taken_out_of_the_record(clinic: Clinic) -> None:
    from django.db import IntegrityError, transaction

    put_warning(clinic.fresh(), clinic.editor, WarningText.BEING_CHECKED)
    withdraw_page(clinic.fresh(), clinic.editor, "x")
    for rows in (UrgentWarning.objects.all(), Withdrawal.objects.all()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.update(why="Changed")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.delete()


def test_the_database_protects_the_same_words_as_the_editor(clinic: Clinic) -> None:
    from django.db import connection

    from articles.review.lexicon import is_protected, protected_words

    words = [*sorted(protected_words()), "hypersensitive", "arthritis", "lorazepam", "word", "evidence", "table"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, articles_protected(word) FROM unnest(%s::text[]) AS word", [words])
        assert dict(cursor.fetchall()) == {word: is_protected(word) for word in words}


def test_a_page_that_is_refused_stays_as_it_was(clinic: Clinic) -> None:
    clinic.rewrite()
    before = ArticlePage.objects.filter(pk=clinic.article.pk).values().get()
    with pytest.raises(PermissionDenied):
        clinic.fresh().get_latest_revision().publish()
    assert ArticlePage.objects.filter(pk=clinic.article.pk).values().get() == before
    assert Publication.objects.filter(page=clinic.article).count() == 1
    assert CurrentEdition.objects.filter(page=clinic.article).count() == 1
    assert Page.objects.get(pk=clinic.article.pk).live
