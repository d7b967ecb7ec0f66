"""The forms with which accounts are made and changed in the admin."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from clinic.accounts.models import User
from clinic.accounts.permissions import assignable_groups


class RolesMixin:
    """Lets somebody give what is theirs to give, and nobody anything to themselves.

    ``manager`` is who fills in the form. Fields that are not theirs are disabled, so what is posted in them is ignored.
    """

    fields: dict[str, Any]
    instance: User
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, manager: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignable = assignable_groups(manager)
        groups = self.fields["groups"]
        groups.queryset = self.assignable
        groups.disabled = manager == self.instance and not manager.is_superuser
        groups.help_text = _("What each role may do is described in the manual under Roles.")
        if groups.disabled:
            groups.queryset = self.instance.groups.all()
            groups.help_text = _("Somebody else has to change your own roles.")
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = not manager.is_superuser

    def clean_email(self) -> str:
        """Write the address as it is kept: in small letters."""
        return User.objects.normalize_email(self.cleaned_data["email"])

    def clean_groups(self) -> QuerySet[Group]:
        """Keep groups that the manager may not give, and so does not see."""
        chosen: QuerySet[Group] = self.cleaned_data["groups"]
        if self.instance.pk is None:
            return chosen
        unseen = self.instance.groups.exclude(pk__in=self.assignable.values("pk"))
        return Group.objects.filter(pk__in=[*chosen.values_list("pk", flat=True), *unseen.values_list("pk", flat=True)])


class AccountCreationForm(RolesMixin, UserCreationForm):
    """A new account. It has no password until its owner has chosen one."""

    error_messages = {
        **UserCreationForm.error_messages,
        "duplicate_username": _("There is already an account with this e-mail address."),
    }

    def save(self, commit: bool = True) -> User:
        """Make an account that nobody can sign in to before its owner has followed the link."""
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user


class AccountEditForm(RolesMixin, UserEditForm):
    """Changes to an account."""

    error_messages = {
        **UserEditForm.error_messages,
        "duplicate_username": _("There is already an account with this e-mail address."),
    }
