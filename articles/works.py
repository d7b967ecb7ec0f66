"""What a person wrote, edited and reviewed, for their page."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, Revision

from articles.cards import card_from
from articles.editions.models import ContributorRole, EditionContributor
from articles.models.contributors import contributed_models
from articles.review.claims import current_editions, public
from articles.review.models import Decision
from clinic.core.frame import Frame
from clinic.people.models import Person
from clinic.people.works import Works


def works_of(person: Person, frame: Frame) -> Works:
    """Return cards of what readers can read now, newest first, in three queries however many there are."""
    rows = public(current_editions().filter(page__locale__language_code=frame.pages.language))

    def contributed(role: ContributorRole) -> list[object]:
        mine = EditionContributor.objects.filter(edition=OuterRef("edition"), person=person, role=role)
        return [card_from(row, frame.pages) for row in rows.filter(Exists(mine))]

    reviewed = rows.filter(Q(sign_off__person_uuid=str(person.uuid), sign_off__decision=Decision.APPROVED))
    return Works(
        written=contributed(ContributorRole.AUTHOR),
        edited=contributed(ContributorRole.EDITOR),
        reviewed=[card_from(row, frame.pages) for row in reviewed],
    )


def drafts_by(person: models.Model) -> int:
    """Return how many newest drafts name a person as author or editor."""
    return newest_drafts([person.pk]).count()


def newest_drafts(people: Iterable[int]) -> QuerySet[Revision]:
    """Return the newest revisions of pages that name one of these people as author or editor."""
    newest = Page.objects.filter(latest_revision=OuterRef("pk"))
    named = Q(pk=None)
    for pk in people:
        for model in contributed_models():  # the JSON of a draft names the relation as the model does
            named |= Q(**{f"content__{model.contributors_name}__contains": [{"person": pk}]})
    return Revision.objects.filter(named).filter(Exists(newest))
