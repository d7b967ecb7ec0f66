"""Only a qualified person who had no part in it signs, and only the words that were on the screen."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.editions.models import ContributorRole, Edition
from articles.models import ArticlePage
from articles.review.models import Decision, SignOff
from articles.review.models.rules import MOST_QUESTIONS
from articles.review.services import CannotSignError, sign_edition
from clinic.accounts.models import User
from clinic.accounts.roles import EDITORS, MEDICAL_REVIEWERS
from tests.articles.publication import Publication as Site
from tests.articles.publication import make_reviewer, newest_edition, person_of
from tests.factories import CredentialFactory, PersonFactory, UserFactory
from tests.staff import let_in

ANSWERED = {f"answer_{number}": "yes" for number in range(MOST_QUESTIONS)}


def sign(edition: Edition, user: User, **changes: Any) -> SignOff:
    """Sign as the form does."""
    return sign_edition(edition.pk, user, **{"decision": Decision.APPROVED, "digest_shown": edition.digest, **changes})


def test_a_signature_keeps_name_licence_declaration_and_time(publication: Site) -> None:
    article = publication.published(review_months=6)
    reviewer = make_reviewer(title="Physician", jurisdiction="Washington", number="MD1")
    row = SignOff.objects.get(pk=sign(newest_edition(article), reviewer, comment="Fine.").pk)
    assert (row.name, row.credential_title, row.credential_jurisdiction) == (
        person_of(reviewer).printed_name,
        "Physician",
        "Washington",
    )
    assert "I have read this edition" in row.declaration
    assert timezone.now() - row.signed_at < datetime.timedelta(minutes=1)
    assert 150 < (row.valid_until - timezone.localdate()).days < 190


def nobody_in_the_group(reviewer: User, article: ArticlePage) -> None:
    reviewer.groups.clear()


def a_superuser_outside_the_group(reviewer: User, article: ArticlePage) -> None:
    reviewer.groups.clear()
    reviewer.is_superuser = True
    reviewer.save()


def nobody_linked(reviewer: User, article: ArticlePage) -> None:
    person = person_of(reviewer)
    person.user = None
    person.save()


def licence_expired(reviewer: User, article: ArticlePage) -> None:
    person_of(reviewer).credentials.update(valid_until=timezone.localdate() - datetime.timedelta(days=1))


def licence_not_begun(reviewer: User, article: ArticlePage) -> None:
    person_of(reviewer).credentials.update(valid_from=timezone.localdate() + datetime.timedelta(days=1))


def only_a_degree(reviewer: User, article: ArticlePage) -> None:
    person_of(reviewer).credentials.update(kind="degree")


def has_left(reviewer: User, article: ArticlePage) -> None:
    person = person_of(reviewer)
    person.left_on = timezone.localdate()
    person.save()


def edited_it(reviewer: User, article: ArticlePage) -> None:
    article.save_revision(user=reviewer)


@pytest.mark.parametrize(
    ("circumstance", "sentence"),
    [
        (nobody_in_the_group, "Only members of the group"),
        (a_superuser_outside_the_group, "Only members of the group"),
        (nobody_linked, "not linked to a person"),
        (licence_expired, "No licence that holds today"),
        (licence_not_begun, "No licence that holds today"),
        (only_a_degree, "No licence that holds today"),
        (has_left, "have left"),
        (edited_it, "You have saved changes"),
    ],
)
def test_who_may_not_sign_is_told_why(publication: Site, circumstance: Any, sentence: str) -> None:
    article = publication.published()
    edition = newest_edition(article)
    reviewer = make_reviewer()
    circumstance(reviewer, article)
    with pytest.raises(CannotSignError, match=sentence):
        sign(edition, User.objects.get(pk=reviewer.pk))
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("role", ContributorRole)
def test_who_wrote_or_edited_it_cannot_sign_it(publication: Site, role: ContributorRole) -> None:
    reviewer = make_reviewer()
    contributors = [(PersonFactory(), ContributorRole.AUTHOR), (person_of(reviewer), role)]
    edition = newest_edition(publication.published(contributors=contributors))
    with pytest.raises(CannotSignError, match="You wrote or edited"):
        sign(edition, reviewer)


def test_who_handed_it_in_cannot_sign_it(publication: Site) -> None:
    from articles.editions.services import freeze_edition

    reviewer = make_reviewer()
    edition = freeze_edition(publication.article().get_latest_revision(), reviewer)
    with pytest.raises(CannotSignError, match="handed this edition in"):
        sign(edition, reviewer)


def test_words_that_were_not_on_the_screen_cannot_be_signed(publication: Site) -> None:
    edition = newest_edition(publication.published())
    with pytest.raises(CannotSignError, match="not this edition"):
        sign(edition, make_reviewer(), digest_shown="0" * 64)


def test_a_superseded_edition_cannot_be_signed(publication: Site) -> None:
    article = publication.published()
    old = newest_edition(article)
    article.title = "Second"
    article.save_revision().publish()
    with pytest.raises(CannotSignError, match="newer edition"):
        sign(old, make_reviewer())


def forged(edition: Edition, signer: User, **changes: Any) -> SignOff:
    """Write a row past every form and service."""
    person = person_of(signer)
    credential = person.credentials.get()
    return SignOff.objects.create(
        **{
            "page": edition.page,
            "edition": edition,
            "person": person,
            "user": signer,
            "credential": credential,
            "name": "Forged",
            "decision": Decision.APPROVED,
            "valid_until": timezone.localdate() + datetime.timedelta(days=100),
            **changes,
        }
    )


def test_a_forged_row_cannot_carry_a_date_of_its_own(publication: Site) -> None:
    edition = newest_edition(publication.published())
    row = forged(edition, make_reviewer(), signed_at=timezone.now() - datetime.timedelta(days=300))
    row.refresh_from_db()
    assert timezone.now() - row.signed_at < datetime.timedelta(minutes=1)


def test_the_database_refuses_what_no_service_would_write(publication: Site) -> None:
    reviewer, other = make_reviewer(), make_reviewer()
    author = make_reviewer()
    edition = newest_edition(publication.published(contributors=[(person_of(author), ContributorRole.AUTHOR)]))
    elsewhere = newest_edition(publication.published(slug="elsewhere"))
    far = timezone.localdate() + datetime.timedelta(days=800)
    stranger = PersonFactory()
    for refusal, user, changes in (
        ("contributor", author, {}),
        ("no such licence", reviewer, {"credential": person_of(other).credentials.get()}),
        ("account is not that", reviewer, {"person": stranger, "credential": CredentialFactory(person=stranger)}),
        ("account is not that", reviewer, {"user": other}),
        ("at most 24 months", reviewer, {"valid_until": far}),
        ("at most 24 months", reviewer, {"valid_until": None}),
        ("is not of page", reviewer, {"page": elsewhere.page}),
        ("only a sample person", reviewer, {"is_sample": True}),
    ):
        with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
            forged(edition, user, **changes)


def test_an_expired_licence_is_refused_by_the_database_too(publication: Site) -> None:
    edition = newest_edition(publication.published())
    reviewer = make_reviewer()
    licence_expired(reviewer, edition.page)
    with pytest.raises(IntegrityError, match="no such licence"), transaction.atomic():
        forged(edition, reviewer)


def test_decisions_on_a_page_form_a_chain(publication: Site) -> None:
    edition = newest_edition(publication.published())
    first = sign(edition, make_reviewer(), decision=Decision.CHANGES_REQUESTED, comment="Shorter.")
    second = sign(edition, make_reviewer())
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.previous_hash == ""
    assert second.previous_hash == first.hash


@pytest.fixture
def confirmed(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser whose user has just confirmed who they are."""
    monkeypatch.setattr("clinic.accounts.reauthentication.is_freshly_authenticated", lambda request, within: True)
    return client


def post(client: Client, edition: Edition, **changes: Any) -> Any:
    """Send the reviewer's form."""
    from clinic.accounts.reauthentication import SESSION_KEY

    session = client.session
    session[SESSION_KEY] = 0
    session.save()
    data = {"digest": edition.digest, "decision": "approved", "declared": "on", "comment": "", **ANSWERED, **changes}
    return client.post(reverse("sign_edition", args=(edition.pk,)), data)


def test_a_reviewer_signs_in_the_admin(publication: Site, confirmed: Client) -> None:
    edition = newest_edition(publication.published())
    let_in(confirmed, make_reviewer())
    assert "edition 1" in confirmed.get(reverse("review_queue")).content.decode()
    assert post(confirmed, edition).status_code == 302
    assert SignOff.objects.get().decision == Decision.APPROVED
    assert "Nothing waits" in confirmed.get(reverse("review_queue")).content.decode()


def test_signing_asks_who_you_are_again(publication: Site, client: Client) -> None:
    edition = newest_edition(publication.published())
    let_in(client, make_reviewer())
    response = client.post(
        reverse("sign_edition", args=(edition.pk,)),
        {"digest": edition.digest, "decision": "approved", "declared": "on", **ANSWERED},
    )
    assert response.status_code == 302
    assert "reauthenticate" in response["Location"]
    assert not SignOff.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"declared": ""}, "Tick the declaration"),
        ({"decision": "changes-requested"}, "Say what should change"),
        ({"decision": ""}, "This field is required"),
        ({"decision": "withdrawn"}, "not one of the available choices"),
        ({"digest": "0" * 64}, "not this edition"),
        ({"comment": "x" * 5001}, "at most 5000"),
    ],
)
def test_an_incomplete_decision_is_shown_again_with_its_reason(
    publication: Site, confirmed: Client, changes: dict[str, str], sentence: str
) -> None:
    edition = newest_edition(publication.published())
    let_in(confirmed, make_reviewer())
    response = post(confirmed, edition, **changes)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not SignOff.objects.exists()


def test_the_screen_says_why_somebody_cannot_sign_instead_of_offering_it(publication: Site, client: Client) -> None:
    author = make_reviewer()
    edition = newest_edition(publication.published(contributors=[(person_of(author), ContributorRole.AUTHOR)]))
    let_in(client, author)
    page = client.get(reverse("sign_edition", args=(edition.pk,))).content.decode()
    assert "You wrote or edited this edition" in page
    assert "Record my decision" not in page


@pytest.mark.parametrize("name", ["sign_edition", "review_queue"])
def test_editors_do_not_reach_the_reviewers_screens(publication: Site, client: Client, name: str) -> None:
    edition = newest_edition(publication.published())
    let_in(client, UserFactory(groups=[EDITORS]))
    arguments = (edition.pk,) if name == "sign_edition" else ()
    assert client.get(reverse(name, args=arguments)).status_code == 302
    assert not SignOff.objects.exists()


def test_a_reader_sees_the_claim_while_it_holds_and_its_lapse_after(
    publication: Site, client: Client, time_machine: Any
) -> None:
    article = publication.published(review_months=3)
    path = "/articles/an-article/"
    assert "Medically reviewed" not in client.get(path).content.decode()
    reviewer = make_reviewer(valid_until=None)
    row = sign(newest_edition(article), reviewer)
    page = client.get(path).content.decode()
    assert person_of(reviewer).printed_name in page
    assert "lastReviewed" in page
    row.refresh_from_db()
    time_machine.move_to(datetime.datetime.combine(row.valid_until, datetime.time(12), datetime.UTC))
    assert "lastReviewed" in client.get(path).content.decode()
    time_machine.move_to(
        datetime.datetime.combine(row.valid_until, datetime.time(36 - 24), datetime.UTC) + datetime.timedelta(days=1)
    )
    lapsed = client.get(path).content.decode()
    assert "lastReviewed" not in lapsed
    assert "reviewedBy" not in lapsed
    assert "lapsed" in lapsed


def test_a_change_of_one_word_takes_the_claim_away_until_it_is_signed_again(publication: Site, client: Client) -> None:
    article = publication.published()
    sign(newest_edition(article), make_reviewer())
    article.body = [("rich_text", "<p>The last words.</p>")]
    article.save_revision().publish()
    page = client.get("/articles/an-article/").content.decode()
    assert "The last words" in page
    assert "lastReviewed" not in page


def test_asking_for_changes_is_no_approval(publication: Site, client: Client) -> None:
    article = publication.published()
    sign(newest_edition(article), make_reviewer(), decision=Decision.CHANGES_REQUESTED, comment="No.")
    assert "lastReviewed" not in client.get("/articles/an-article/").content.decode()


def test_the_group_of_reviewers_is_the_one_in_the_table_of_roles(db: None) -> None:
    from django.contrib.auth.models import Group

    group = Group.objects.get(name=MEDICAL_REVIEWERS)
    assert group.permissions.filter(codename="add_signoff").exists()
