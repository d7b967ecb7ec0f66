"""What readers get, and the record of when. All but the pointer may only grow."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext_lazy as _

from articles.editions.canonical import FORM

# What a listing needs of a snapshot is all but the parts that are long.
LONG_PARTS = ("body", "facts", "glossary", "references", "status", "statuses", "takeaways")


class ContributorRole(models.TextChoices):
    """What someone did for a piece."""

    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")


class Edition(models.Model):
    """One immutable snapshot of a page, with everything that it prints resolved.

    ``snapshot`` is canonical JSON of form ``form``; ``digest`` its SHA-256, recomputed by a CHECK constraint;
    ``own_digest`` that of the page's own words alone. PostgreSQL refuses to change or delete a row.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    form = models.CharField(max_length=4, default=FORM)
    snapshot = models.TextField()
    digest = models.CharField(_("digest"), max_length=64, db_index=True)
    own_digest = models.CharField(max_length=64)
    card = models.GeneratedField(
        expression=Func(
            Cast(F("snapshot"), models.JSONField()),
            template=f"(%(expressions)s - '{{{','.join(LONG_PARTS)}}}'::text[])",
            output_field=models.JSONField(),
        ),
        output_field=models.JSONField(),
        db_persist=True,
    )
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(_("frozen at"), db_default=Now())

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_edition_per_number")]

    def __str__(self) -> str:
        return f"{self.card['title']} ({self.number})"


class EditionContributor(models.Model):
    """Who wrote or edited an edition: never lost, whatever happens to the byline afterwards."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="contributors")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="contributions")
    role = models.CharField(max_length=6, choices=ContributorRole)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person", "role"], name="one_contribution_per_role")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"


class Publication(models.Model):
    """An edition became what readers get. The time and the chain are set by a trigger.

    ``hash`` covers the row and the hash of the page's previous row, so that none can be changed, dropped or slipped in.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="publications")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=255, blank=True)
    made_current_at = models.DateTimeField(_("made current at"), db_default=Now())
    is_sample = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["page", "previous_hash"], name="publications_do_not_fork")]

    def __str__(self) -> str:
        return f"{self.edition} · {self.made_current_at:%Y-%m-%d}"


class CurrentEdition(models.Model):
    """Which edition readers get of a page. A trigger lets it say only what the page's newest publication says."""

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.PROTECT, related_name="current_edition"
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="current")
    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="+")

    # Set by articles.review.claims.current_editions()
    sign_off: dict[str, Any] | None
    first_published: datetime.datetime
    updated: datetime.datetime
    withheld_pictures: list[str]

    def __str__(self) -> str:
        return str(self.edition)


class Listing(models.Model):
    """A current edition under one heading of the lists: its type, or its type with a topic, treatment or use.

    Headings are ``article``, ``article/topic/<slug>``, ``article/treatment/<key>``, ``article/indication/<key>``, and
    so for the other types. Triggers write the rows from the edition; PostgreSQL refuses everybody else. That a row is
    here says nothing of who may read: lists ask ``current_editions()`` of each row that they show.
    """

    current = models.ForeignKey(CurrentEdition, on_delete=models.DO_NOTHING, related_name="listings")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+", db_index=False)
    heading = models.CharField(max_length=255)
    language = models.CharField(max_length=16)
    made_current_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                F("heading"),
                F("language"),
                F("made_current_at").desc(),
                F("publication").desc(),
                name="listing_newest_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} ({self.language}): {self.current_id}"
