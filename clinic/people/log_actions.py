"""How changes to people read in the admin's history."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from clinic.people.changes import CREDENTIAL_CHANGED, IDENTITY_CHANGED, Change
from clinic.people.models import Credential, Person


def _label(model: type[models.Model], name: str) -> str:
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:  # the field has been taken away since; its entries stay
        return name


def changes_in_words(model: type[models.Model], changes: list[Change]) -> str:
    """Return the changes as in "valid until: 2026-01-31 → 2027-01-31; number: none → MD1"."""
    return "; ".join(
        f"{_label(model, change['field'])}: {change['before'] or _('none')} → {change['after'] or _('none')}"
        for change in changes
    )


def values_in_words(model: type[models.Model], changes: list[Change]) -> str:
    """Return what came or went with a whole row, as in "title: Physician; number: MD1"."""
    return "; ".join(
        f"{_label(model, change['field'])}: {change['before'] or change['after']}"
        for change in changes
        if change["field"] != "person_id"
    )


class IdentityChanged(LogFormatter):
    """Who someone is, or with whose account they sign."""

    label = gettext_lazy("Change identity or account")

    def format_message(self, log_entry: Any) -> str:
        """Say each field's value before and after."""
        return _("Identity changed: %(changes)s") % {"changes": changes_in_words(Person, log_entry.data["changes"])}


class CredentialChanged(LogFormatter):
    """A credential came, went or was changed."""

    label = gettext_lazy("Change credential")

    def format_message(self, log_entry: Any) -> str:
        """Name the credential, and say each field's value before and after, or all values of one that came or went."""
        subject, changes = log_entry.data["subject"], log_entry.data["changes"]
        # Whose it is comes and goes with the row itself.
        whose = next((change for change in changes if change["field"] == "person_id"), None)
        if whose and whose["before"] is None:
            text, values = _("Credential “%(credential)s” added: %(values)s"), values_in_words(Credential, changes)
        elif whose and whose["after"] is None:
            text, values = _("Credential “%(credential)s” removed: %(values)s"), values_in_words(Credential, changes)
        else:
            text, values = _("Credential “%(credential)s” changed: %(values)s"), changes_in_words(Credential, changes)
        return text % {"credential": subject, "values": values}


def register(registry: LogActionRegistry) -> None:
    """Make both kinds of entry known to Wagtail's log."""
    registry.register_action(IDENTITY_CHANGED)(IdentityChanged)
    registry.register_action(CREDENTIAL_CHANGED)(CredentialChanged)
