"""Attacks: each leaves UNSIGNED as the newest draft and tries to make it look fit to be read."""

import datetime
import json
from typing import Any

from django.utils import timezone

from articles.models import MinorEdit, SignOff
from articles.review.models import Decision
from articles.review.services import withdraw_signature
from articles.review.urgent import withhold
from tests.articles.publication import make_reviewer, person_of
from tests.factories import UserFactory
from tests.review.attempts import attempt
from tests.review.clinic import UNSIGNED, Clinic


def unsigned(clinic: Clinic) -> None:
    clinic.rewrite()


def frozen_but_not_signed(clinic: Clinic) -> None:
    clinic.rewrite()
    clinic.freeze()


def changes_requested(clinic: Clinic) -> None:
    from articles.review.services import sign_edition

    clinic.rewrite()
    edition = clinic.freeze()
    sign_edition(edition.pk, clinic.reviewer, Decision.CHANGES_REQUESTED, digest_shown=edition.digest, comment="No.")


def overwritten_in_place(clinic: Clinic) -> None:
    """The revision that was signed is itself rewritten."""
    revision = clinic.fresh().get_latest_revision()
    revision.content["body"] = json.dumps([{"type": "rich_text", "value": f"<p>{UNSIGNED}.</p>"}])
    revision.save()


def autosaved_by_a_stale_tab(clinic: Clinic) -> None:
    """The tab in which the article was written goes on saving over the signed revision."""
    stale = clinic.fresh().get_latest_revision_as_object()
    stale.body = [("rich_text", f"<p>{UNSIGNED}.</p>")]
    stale.save_revision(overwrite_revision=clinic.fresh().get_latest_revision(), user=None)


def signed_by(clinic: Clinic, signer: Any, **changes: Any) -> None:
    """Write an approval past every service."""
    clinic.rewrite()
    edition = clinic.freeze()
    person = person_of(signer)
    attempt(
        lambda: SignOff.objects.create(
            **{
                "page": edition.page,
                "edition": edition,
                "person": person,
                "user": signer,
                "credential": person.credentials.first(),
                "name": "Forged",
                "decision": Decision.APPROVED,
                "valid_until": timezone.localdate() + datetime.timedelta(days=100),
                **changes,
            }
        )
    )


def signed_by_its_author(clinic: Clinic) -> None:
    from django.contrib.auth.models import Group

    from clinic.accounts.roles import MEDICAL_REVIEWERS
    from tests.factories import CredentialFactory

    clinic.author.groups.add(Group.objects.get(name=MEDICAL_REVIEWERS))
    CredentialFactory(person=person_of(clinic.author))
    signed_by(clinic, clinic.author)


def signed_by_who_saved_it(clinic: Clinic) -> None:
    signer = make_reviewer()
    clinic.rewrite(user=signer)
    signed_by(clinic, signer)


def signed_by_who_handed_it_in(clinic: Clinic) -> None:
    clinic.editor = make_reviewer()  # who freezes it
    clinic.rewrite(user=UserFactory())
    signed_by(clinic, clinic.editor)


def signed_with_an_expired_licence(clinic: Clinic) -> None:
    signed_by(clinic, make_reviewer(valid_until=timezone.localdate() - datetime.timedelta(days=1)))


def signed_without_a_licence(clinic: Clinic) -> None:
    signed_by(clinic, make_reviewer(kind="degree"))


def signed_outside_the_group(clinic: Clinic) -> None:
    signer = make_reviewer()
    signer.groups.clear()
    signed_by(clinic, signer)


def signed_with_a_licence_of_ones_own_making(clinic: Clinic) -> None:
    """A site manager enters a licence for a new person, whom a colleague then links to the manager's account."""
    from wagtail.log_actions import LogContext

    from clinic.accounts.roles import MEDICAL_REVIEWERS
    from tests.factories import CredentialFactory, PersonFactory

    manager = UserFactory(groups=["Site managers", MEDICAL_REVIEWERS])
    with LogContext(user=manager):
        person = PersonFactory()
        CredentialFactory(person=person)
    person.user = manager
    with LogContext(user=UserFactory()):
        person.save()
    signed_by(clinic, manager)


def signed_and_backdated(clinic: Clinic) -> None:
    signed_by(clinic, clinic.author, signed_at=timezone.now() - datetime.timedelta(days=30), is_sample=True)


def withdrawn_signature(clinic: Clinic) -> None:
    clinic.rewrite()
    withdraw_signature(clinic.sign().edition, clinic.reviewer, "I was wrong.")


def withheld(clinic: Clinic) -> None:
    clinic.rewrite()
    withhold(clinic.sign().edition, clinic.editor, "It names a patient.")


def superseded(clinic: Clinic) -> None:
    """It was signed, and a later edition has been signed since."""
    clinic.rewrite()
    older = clinic.sign().edition.revision
    clinic.rewrite("The newest words")
    clinic.sign()
    clinic.fresh().get_latest_revision().publish()
    clinic.fresh()
    older.as_object().save_revision(user=clinic.editor)


def lapsed(clinic: Clinic) -> None:
    clinic.rewrite()
    clinic.lapse(clinic.freeze())


def forged_minor_edit(clinic: Clinic) -> None:
    signed = clinic.current()
    clinic.rewrite()
    edition = clinic.freeze()
    attempt(
        lambda: MinorEdit.objects.create(
            page=clinic.article, from_edition=signed, to_edition=edition, by=clinic.editor, why="A typo."
        )
    )


ATTACKS = [
    unsigned,
    frozen_but_not_signed,
    changes_requested,
    overwritten_in_place,
    autosaved_by_a_stale_tab,
    signed_by_its_author,
    signed_by_who_saved_it,
    signed_by_who_handed_it_in,
    signed_with_an_expired_licence,
    signed_without_a_licence,
    signed_outside_the_group,
    signed_with_a_licence_of_ones_own_making,
    signed_and_backdated,
    withdrawn_signature,
    withheld,
    superseded,
    lapsed,
    forged_minor_edit,
]
