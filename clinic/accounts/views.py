"""Acts on accounts that Wagtail's user administration does not have."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from clinic.accounts.models import User
from clinic.accounts.permissions import may_manage
from clinic.accounts.reauthentication import require_fresh_authentication
from clinic.accounts.second_factor import is_account
from clinic.accounts.services import reset_second_factor
from clinic.core.screens import AdminScreenMixin


class ResetSecondFactorView(AdminScreenMixin, TemplateView):
    """Ask, then take away a colleague's second factor; one's own is changed under one's own account."""

    template_name = "accounts/reset_second_factor.html"
    page_title = gettext_lazy("Reset second factor")
    header_icon = "lock-open"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse those who may not manage this account, and its owner."""
        if not is_account(request.user) or self.account == request.user or not may_manage(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def account(self) -> User:
        """Return the colleague. Raises Http404."""
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Name whom it is about."""
        return str(self.account)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the colleague."""
        return {**super().get_context_data(**kwargs), "account": self.account}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it away, and go back to the account."""
        require_fresh_authentication(request)
        reset_second_factor(request, self.account)
        messages.success(
            request, _("%(name)s sets up a new second factor at the next sign-in.") % {"name": self.account}
        )
        return redirect("wagtailusers_users:edit", pk)
