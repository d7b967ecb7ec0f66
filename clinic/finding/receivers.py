"""Keeping the index, in the transaction that changes what readers get."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import Page

from articles.editions.models import CurrentEdition
from clinic.core.models import BasePage, Location
from clinic.finding.indexing import index_page
from clinic.pages.models import LocationPage
from clinic.people.models import Person, PersonPage

# What pages print that is kept elsewhere: the pages, and by which name they know it.
SUBJECTS: dict[type[Model], tuple[type[Page], str]] = {
    Person: (PersonPage, "person"),
    Location: (LocationPage, "location"),
}


def connect() -> None:
    """Listen to pages, editions, and what pages print of people and locations."""
    post_save.connect(page_saved, dispatch_uid="finding_page_saved")
    post_save.connect(edition_published, sender=CurrentEdition, dispatch_uid="finding_edition_published")
    for subject in SUBJECTS:
        post_save.connect(subject_saved, sender=subject, dispatch_uid=f"finding_{subject.__name__}_saved")


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


def subject_saved(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:  # noqa: ARG001 -- the signal's
    """Index the pages that print a person or a location, whose words may have changed."""
    pages, name = SUBJECTS[sender]
    if not raw:
        for page_id in pages._default_manager.filter(**{name: instance.pk}).values_list("pk", flat=True):
            index_page(page_id)
