"""The user administration for accounts known by e-mail, with limits on what one may do to another."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from clinic.accounts.models import User
from clinic.accounts.permissions import may_manage
from clinic.accounts.second_factor import has_second_factor, is_account
from clinic.accounts.services import end_sessions, invite
from clinic.accounts.user_forms import AccountCreationForm, AccountEditForm


class AccountIndexView(IndexView):
    """Lists accounts by name and address."""

    @cached_property
    def columns(self) -> list[Column]:
        """Head the column of sign-in names with what they are here."""
        columns: list[Column] = super().columns
        for column in columns:
            if column.name == User.USERNAME_FIELD:
                column.label = User._meta.get_field("email").verbose_name
        return columns


class AccountCreateView(CreateView):
    """Makes an account and mails its owner the link to choose a password."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who is asking."""
        return {**super().get_form_kwargs(), "manager": self.request.user}

    def form_valid(self, form: BaseModelForm[User]) -> HttpResponse:
        """Invite the owner once the account is saved."""
        response: HttpResponse = super().form_valid(form)
        invite(self.request, self.object)
        return response


class AccountEditView(EditView):
    """Changes an account; an administrator's only for administrators."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse an account that is out of reach."""
        if is_account(request.user) and not may_manage(request.user, self.object):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who is asking."""
        return {**super().get_form_kwargs(), "manager": self.request.user}

    def save_instance(self) -> User:
        """Tell the old address when an account gets another, and end what was opened with it."""
        old_address = self.form.initial.get("email")
        user: User = super().save_instance()
        if "email" in self.form.changed_data and old_address:
            end_sessions(user)
            get_adapter(self.request).send_notification_mail("account/email/address_changed", user, email=old_address)
        return user

    @cached_property
    def header_more_items(self) -> list[Button]:
        """Offer to reset the second factor beside Wagtail's own entries."""
        return [*super().header_more_items, *second_factor_buttons(self.object, self.request.user)]


class AccountDeleteView(DeleteView):
    """Deletes an account to which nothing is linked; else says what to do instead."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete, or lead back with a sentence where the account's name stands on other records."""
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)
        except (ProtectedError, RestrictedError, PermissionDenied):
            messages.error(self.request, linked_sentence(self.object))
            return HttpResponseRedirect(reverse("wagtailusers_users:edit", args=[self.object.pk]))
        return response


class StaffUserViewSet(UserViewSet):
    """Wagtail's user administration with our views and forms."""

    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[BaseModelForm[User]]:
        """Choose the form for a new or an existing account."""
        return AccountEditForm if for_update else AccountCreationForm


def linked_sentence(user: User) -> str:
    """Say why an account stays and what to do instead."""
    return _(
        "%(name)s cannot be deleted, because other records are linked to this account."
        " Take away the tick at “Active” instead: then nobody can sign in with it."
    ) % {"name": user}


def second_factor_buttons(user: User, manager: Any) -> list[Button]:
    """Offer the reset where ``manager`` may do it and there is something to reset."""
    if not is_account(manager) or manager == user or not may_manage(manager, user) or not has_second_factor(user):
        return []
    url = reverse("clinic_reset_second_factor", args=[user.pk])
    return [Button(_("Reset second factor"), url=url, icon_name="lock-open", priority=50)]
