"""The only ways in which an edition is made and becomes what readers get."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page, Revision

from articles.editions.canonical import canonical, digest
from articles.editions.freezing import Freezer
from articles.editions.models import CurrentEdition, Edition, EditionContributor, Publication

if TYPE_CHECKING:
    import datetime

    from articles.editions.pages import EditionedPage
    from clinic.accounts.models import User


def edition_content(page: "EditionedPage") -> dict[str, Any]:
    """Return all that an edition of ``page`` as it stands would hold, resolved in the page's own language.

    Raises ValidationError if something that it prints is missing.
    """
    with override(page.locale.language_code):
        return page.freeze(Freezer())


@transaction.atomic
def freeze_edition(revision: Revision, by: "User | None") -> Edition:
    """Freeze the page as it is in ``revision``. If its newest edition holds the same words, return that one.

    Raises ValidationError if something that the page prints is missing.
    """
    page: EditionedPage = revision.as_object()
    Page.objects.select_for_update().get(pk=page.pk)  # numbers are given one at a time
    snapshot = canonical(edition_content(page))
    newest = Edition.objects.filter(page=page.pk).order_by("-number").first()
    if newest is not None and newest.digest == digest(snapshot):
        return newest
    edition = Edition.objects.create(
        page_id=page.pk,
        number=newest.number + 1 if newest else 1,
        snapshot=snapshot,
        digest=digest(snapshot),
        own_digest=page.own_digest(),
        revision=revision,
        frozen_by=by,
    )
    EditionContributor.objects.bulk_create(
        EditionContributor(edition=edition, person_id=person_id, role=role)
        for person_id, role in page.contributor_roles()
    )
    return edition


@transaction.atomic
def publish_edition(
    edition: Edition, by: "User | None", reason: str = "", sample_date: "datetime.datetime | None" = None
) -> CurrentEdition:
    """Make ``edition`` what readers get of its page. Doing so again changes nothing.

    PostgreSQL refuses (IntegrityError) an edition whose signature does not hold, see the review's ``standing``.
    ``sample_date`` is for the sample site alone; its rows are marked.
    """
    page = Page.objects.select_for_update().get(pk=edition.page_id)
    newest = Publication.objects.filter(page=page).first()
    current = CurrentEdition.objects.filter(page=page).first()
    if newest is None or newest.edition_id != edition.pk or _is_withdrawn_since(newest):
        newest = Publication(page=page, edition=edition, by=by, reason=reason)
        if sample_date is not None:
            newest.made_current_at, newest.is_sample = sample_date, True
        newest.save(force_insert=True)
    elif current is not None:
        return current
    current, _made = CurrentEdition.objects.update_or_create(
        page=page, defaults={"edition": edition, "publication": newest}
    )
    return current


def _is_withdrawn_since(publication: Publication) -> bool:
    return bool(publication.page.withdrawals.filter(since__gt=publication.made_current_at).exists())
