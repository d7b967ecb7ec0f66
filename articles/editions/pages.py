"""Pages whose readers get editions."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import PROTECT, ForeignKey
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision, Workflow

from articles.editions.canonical import canonical, digest
from articles.editions.freezing import Freezer
from articles.editions.gate import guard
from articles.editions.models import CurrentEdition, Edition
from articles.editions.permissions import EditionedPagePermissionTester
from articles.editions.services import publish_edition
from clinic.core.models import BasePage

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
NOT_SHOWN = "pages/not_shown.html"
_PUBLISHED_STATE = ("live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision")


class EditionedPage(BasePage):
    """A page that editors edit and of which readers get editions.

    A subclass names its own words in ``edition_fields`` and says what an edition holds in ``freeze()``. Publishing a
    revision makes the edition current that the guard allows (see ``gate``), in the transaction that writes the page.
    Nothing else that happens to the page's row reaches a reader.
    """

    prints_edition = True
    edition_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def freeze(self, freezer: Freezer) -> dict[str, Any]:
        """Return everything this page prints as plain data, in the order in which sources are numbered.

        Raises ValidationError if something is missing.
        """
        raise NotImplementedError

    def contributor_roles(self) -> Iterable[tuple[int, str]]:
        """Return (person id, role) of everyone who made this page, authors first."""
        raise NotImplementedError

    def edition_context(self, request: HttpRequest, edition: Edition, claim: Any) -> dict[str, Any]:
        """Return the template context that prints one edition, current or not, with what may be claimed of it."""
        raise NotImplementedError

    def rich_texts(self) -> list[Any]:
        """Return nothing: an edition holds its links resolved."""
        return []

    def own_words(self) -> dict[str, Any]:
        """Return what the page itself says, without what the library resolves: raw values, references by key."""
        for name in self.edition_fields:
            if isinstance(self._meta.get_field(name), StreamField):
                list(getattr(self, name))  # opened, a block has all its fields; stored, it may lack those of later days
        data = self.serializable_data()
        return {name: _without_block_keys(self._raw(name, data[name])) for name in self.edition_fields}

    def _raw(self, name: str, value: Any) -> Any:
        """Return a serialised field without the ids that differ between two copies of the same words."""
        field = self._meta.get_field(name)
        if isinstance(field, StreamField):
            return _without(value if isinstance(value, list) else json.loads(value or "[]"), {"id"})
        if field.many_to_many:
            return sorted(value)
        if field.one_to_many:
            plain = json.loads(json.dumps(value, cls=DjangoJSONEncoder))  # dates as text
            return _without(plain, {"pk", "page", "sort_order"})
        return value

    def get_workflow(self) -> Workflow | None:
        """Return the workflow that ends in a medical review, wherever the page stands in the tree."""
        medical = {"content_type__app_label": "articles", "content_type__model": "medicalreviewtask", "active": True}
        steps = {f"workflow_tasks__task__{name}": value for name, value in medical.items()}
        return Workflow.objects.filter(active=True, **steps).order_by("pk").first()

    @property
    def has_workflow(self) -> bool:
        """Whether there is one; Wagtail asks the pages above."""
        return self.get_workflow() is not None

    @classmethod
    def from_serializable_data(cls, data: Mapping[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Open a revision without those of its rows that name a person, an aspect or the like that is gone.

        Revisions outlive what they name. The library that reads them gives up on a protected row that is missing.
        """
        return super().from_serializable_data({**data, **_rows_still_possible(cls, data)}, *args, **kwargs)

    def permissions_for_user(self, user: Any) -> EditionedPagePermissionTester:
        """Return who may do what, where publishing needs a signature too."""
        return EditionedPagePermissionTester(user, self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft, never in place of one that an edition was frozen from: autosave then makes another."""
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and Edition.objects.filter(revision=overwritten).exists():
            kwargs["overwrite_revision"] = None
        return super().save_revision(*args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft as its edition would be, or say in a sentence what keeps it from becoming one."""
        try:
            return super().serve_preview(request, mode_name)
        except ValidationError as error:
            return TemplateResponse(request, "review/no_preview.html", {"reasons": error.messages})

    def own_digest(self) -> str:
        """Return the digest of what the page itself says."""
        return digest(canonical(self.own_words()))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and give readers the edition that the guard allows where the page goes live or changes its words.

        A page that is new, copied or no longer an alias has no edition of its own, so it starts as a draft; one that is
        unpublished loses its place among what readers get. Raises what the guard raises, and then nothing is changed.
        """
        with transaction.atomic():
            stored = None if self._state.adding else _stored(self.pk)
            if self.alias_of_id is None and (stored is None or stored["alias_of"] is not None):
                self.live, self.has_unpublished_changes = False, True
                self.first_published_at = self.last_published_at = None
                if kwargs.get("update_fields") is not None:
                    kwargs["update_fields"] = {*kwargs["update_fields"], *_PUBLISHED_STATE}
            if not self.live:
                self.live_revision = None
            written = kwargs.get("update_fields")
            edition = self._edition_to_publish(stored, written) if stored else None
            super().save(*args, **kwargs)
            if edition is not None:
                publish_edition(edition, _by(self))
            elif not self.live and (written is None or "live" in written):
                CurrentEdition.objects.filter(page=self.pk).delete()

    def _edition_to_publish(self, stored: Mapping[str, Any], written: Iterable[str] | None) -> Edition | None:
        """Ask the guard where this save would change what is live, and return the edition that becomes current.

        Wagtail publishes a revision by a save of everything with a later date. Any other save that makes the page live
        or changes its words meets the guard as well: without a signature it publishes nothing.
        """
        if self.alias_of_id is not None or not self.live:
            return None
        if written is None and self.live_revision and self._is_later_than(stored["last_published_at"]):
            return guard().edition_to_publish(self, self.live_revision, _by(self))
        names = None if written is None else {name.removesuffix("_id") for name in written}
        goes_live = (names is None or "live" in names) and not stored["live"]
        revision_changes = (names is None or "live_revision" in names) and (
            self.live_revision_id != stored["live_revision"]
        )
        words_change = (names is None or names & set(self.edition_fields)) and (
            self.own_digest() != type(self)._default_manager.get(pk=self.pk).own_digest()
        )
        if goes_live or revision_changes or words_change:
            return guard().edition_to_publish(self, None, _by(self))
        return None

    def _is_later_than(self, last_published_at: Any) -> bool:
        """Whether this copy of the page was published after ``last_published_at``; a stale one was not."""
        return self.last_published_at is not None and (
            last_published_at is None or self.last_published_at > last_published_at
        )

    @property
    def edition_page_id(self) -> int:
        """Return the page whose edition is shown here: an alias shows its source's."""
        return self.alias_of_id or self.pk

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the current edition, or why it is not shown; a page without one does not exist. Raises Http404."""
        request.is_preview = False  # type: ignore[attr-defined]  # set by every Wagtail page for its templates
        context = self.get_context(request, *args, **kwargs)
        if context.get("content") is None and "not_shown" not in context:
            raise Http404
        template = NOT_SHOWN if "not_shown" in context else self.get_template(request)
        response = TemplateResponse(request, template, context)
        if context.get("noindex"):
            response["X-Robots-Tag"] = "noindex"
        return response


def _stored(page_id: int) -> dict[str, Any] | None:
    """Return the state of publishing as it is in the database, locked."""
    rows = Page.objects.select_for_update().filter(pk=page_id)
    return rows.values("last_published_at", "alias_of", "live", "live_revision").first()


def _by(page: EditionedPage) -> Any:
    """Return who is publishing: the user of Wagtail's log, else who saved the revision."""
    return get_active_log_context().user or (page.live_revision.user if page.live_revision else None)


def _rows_still_possible(model: type[EditionedPage], data: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each child relation of a revision whose protected targets are all still there."""
    possible = {}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        rows = list(data.get(name, ()))
        for field in relation.related_model._meta.get_fields():
            if rows and isinstance(field, ForeignKey) and field.remote_field.on_delete is PROTECT:
                named = {row[field.name] for row in rows if row.get(field.name) is not None}
                there = set(field.related_model._default_manager.filter(pk__in=named).values_list("pk", flat=True))
                rows = [row for row in rows if row.get(field.name) is None or row[field.name] in there]
        possible[name] = rows
    return {name: rows for name, rows in possible.items() if name in data}


def _without_block_keys(value: Any) -> Any:
    """Leave out of rich text the names that the editor gives to paragraphs each time it meets one without."""
    if isinstance(value, str):
        return _BLOCK_KEY.sub("", value)
    if isinstance(value, dict):
        return {key: _without_block_keys(item) for key, item in value.items()}
    return [_without_block_keys(item) for item in value] if isinstance(value, list) else value


def _without(value: Any, keys: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(item, keys) for key, item in value.items() if key not in keys}
    if isinstance(value, list):
        return [_without(item, keys) for item in value]
    return value
