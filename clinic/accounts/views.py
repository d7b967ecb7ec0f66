"""Acts on accounts that Wagtail's user administration does not have."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.accounts.models import User
from clinic.accounts.permissions import may_manage
from clinic.accounts.reauthentication import fresh_authentication
from clinic.accounts.second_factor import is_account
from clinic.accounts.services import reset_second_factor


@require_http_methods(["GET", "POST"])
@fresh_authentication(methods=frozenset({"POST"}))
def reset_second_factor_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take away a colleague's second factor; one's own is changed under one's own account."""
    account = get_object_or_404(User, pk=pk)
    if not is_account(request.user) or account == request.user or not may_manage(request.user, account):
        raise PermissionDenied
    if request.method == "POST":
        reset_second_factor(request, account)
        messages.success(request, _("%(name)s sets up a new second factor at the next sign-in.") % {"name": account})
        return redirect("wagtailusers_users:edit", account.pk)
    return render(request, "accounts/reset_second_factor.html", {"account": account})
