"""What entitles someone to sign: never changed by themselves, and every change on record.

The models call this from ``save()`` and ``delete()``, so it holds for whatever view, form or script comes through
them. The acting user is the one of Wagtail's log context, which every admin request sets; a script has none.
"""

import uuid
from collections.abc import Mapping
from typing import Any, TypedDict

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context, log

IDENTITY_CHANGED = "people.identity_changed"
CREDENTIAL_CHANGED = "people.credential_changed"

# What says who someone is, with whose account they sign, and whether they are still here.
IDENTITY_FIELDS = ("name", "post_nominals", "user", "orcid", "npi", "left_on")

OWN_RECORD = _(
    "This is your own record: your name, degrees, identifiers, account, leaving date and credentials can only be"
    " changed by another site manager."
)
OWN_ACCOUNT = _("You cannot link a person to your own account. Ask another site manager.")

Values = Mapping[str, str | None]


class OwnRecordError(PermissionDenied):
    """Someone tried to change what they are entitled to, or to whom their own account belongs."""


class Change(TypedDict):
    """One field's value before and after, as text (dates in ISO 8601); None where there was or is none."""

    field: str
    before: str | None
    after: str | None


def as_text(value: Any) -> str | None:
    """Return a field's value as the log keeps it."""
    return None if value in (None, "") else str(value)


def differences(before: Values | None, after: Values | None) -> list[Change]:
    """Return what differs, field by field; None stands for a row that is not there."""
    before, after = before or {}, after or {}
    return [
        Change(field=name, before=before.get(name), after=after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def refuse_own_record(*account_ids: int | None) -> None:
    """Raise OwnRecordError if the acting user's account is among those that the change concerns."""
    user = get_active_log_context().user
    if user is not None and user.pk is not None and user.pk in account_ids:
        raise OwnRecordError(OWN_RECORD)


def record_change(person: models.Model, action: str, changes: list[Change], subject: str = "") -> None:
    """Write the changes to the person's history. ``subject`` names the credential that was changed."""
    # An identifier of its own for each entry: the history shows one entry per request and action otherwise.
    log(person, action, data={"subject": subject, "changes": changes}, content_changed=True, uuid=uuid.uuid4())
