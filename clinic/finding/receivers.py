"""Keeping the index, in the transaction that changes what readers get."""

from typing import Any

from django.db.models.signals import post_save

from articles.editions.models import CurrentEdition
from clinic.core.models import BasePage
from clinic.finding.indexing import index_page
from clinic.people.models import Person, PersonPage


def connect() -> None:
    """Listen to pages, editions and people."""
    post_save.connect(page_saved, dispatch_uid="finding_page_saved")
    post_save.connect(edition_published, sender=CurrentEdition, dispatch_uid="finding_edition_published")
    post_save.connect(person_saved, sender=Person, dispatch_uid="finding_person_saved")


def page_saved(
    sender: type,
    instance: Any,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,  # noqa: ARG001 -- the signal's
) -> None:
    """Index a page that was published, unpublished or changed. Saving a draft writes a few columns only."""
    if issubclass(sender, BasePage) and not raw and (update_fields is None or "live" in update_fields):
        index_page(instance.pk)


def edition_published(instance: CurrentEdition, raw: bool = False, **kwargs: Any) -> None:  # noqa: ARG001 -- the signal's
    """Index the page whose readers get another edition."""
    if not raw:
        index_page(instance.page_id)


def person_saved(instance: Person, raw: bool = False, **kwargs: Any) -> None:  # noqa: ARG001 -- the signal's
    """Index the pages of a person whose name, role or specialties may have changed."""
    if not raw:
        for page_id in PersonPage.objects.filter(person=instance).values_list("pk", flat=True):
            index_page(page_id)
