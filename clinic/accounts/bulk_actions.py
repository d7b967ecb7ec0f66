"""Wagtail's actions on several accounts at once, with the limits that hold for one."""

from typing import Any

from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.forms import Form
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from clinic.accounts.models import User
from clinic.accounts.permissions import assignable_groups, may_manage


class AssignRole(AssignRoleBulkAction):
    """Gives roles that are the manager's to give, to others."""

    def check_perm(self, obj: User) -> bool:
        """Leave out administrators' accounts and one's own."""
        return may_manage(self.request.user, obj) and (obj != self.request.user or self.request.user.is_superuser)

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """Offer the groups that this manager may assign."""
        form: Form = super().get_form(form_class)
        form.fields["role"].queryset = assignable_groups(self.request.user)  # type: ignore[attr-defined]  # a choice of models
        return form


class SetActiveState(SetActiveStateBulkAction):
    """Switches accounts on and off, within reach."""

    def check_perm(self, obj: User) -> bool:
        """Leave out administrators' accounts."""
        return may_manage(self.request.user, obj)


class DeleteAccounts(DeleteBulkAction):
    """Deletes accounts to which nothing is linked; the rest are listed as left alone."""

    def check_perm(self, obj: Any) -> bool:
        """Leave out accounts that other records protect."""
        return bool(super().check_perm(obj)) and not is_protected(obj)


def is_protected(user: User) -> bool:
    """Say whether other records keep the account from being deleted."""
    try:
        Collector(using="default").collect([user])
    except (ProtectedError, RestrictedError):
        return True
    return False
