"""The list of requests, its search, and what every screen of the inbox has in common."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from clinic.accounts.models import User
from clinic.accounts.second_factor import is_account
from clinic.consultations.audit import record, record_apart
from clinic.consultations.contacts import read_email, read_phone
from clinic.consultations.inbox.queries import SEALED, FilterForm, page_of, shown
from clinic.consultations.keyring import DecryptionError
from clinic.consultations.models import Action, ConsultationRequest, InboxLook, InboxSearch
from clinic.consultations.permissions import may_export, may_handle
from clinic.consultations.references import read_reference
from clinic.consultations.services import find_by_contact

logger = logging.getLogger(__name__)

ICON = "mail"


def place(title: str, subtitle: str = "") -> list[dict[str, Any]]:
    """Return the way from the admin's home by the list to a screen."""
    return [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse("intake_inbox"), "label": _("Requests")},
        {"url": "", "label": title, "sublabel": subtitle},
    ]


class InboxMixin:
    """Lets in members of Intake staff alone, and shows nothing that could not be written down or opened."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer members; others get 403, and an entry in the audit."""
        if not may_handle(request.user):
            record_apart(
                Action.REFUSED, actor=self.user, what=str(request.resolver_match and request.resolver_match.url_name)
            )
            return render(request, "403.html", status=403)
        try:
            with transaction.atomic():
                response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # the view it is mixed into
                if hasattr(response, "render"):
                    response.render()  # inside of the transaction: what is not written down is not shown
        except DecryptionError as error:
            record_apart(Action.UNREADABLE, actor=self.user, request_id=kwargs.get("pk"), what=type(error).__name__)
            logger.error("A request could not be opened: %s", error)
            return self.refuse(_("This request cannot be decrypted: it was changed, or a key is missing."), 409)
        except Error as error:
            logger.error("The inbox could not answer: %s", type(error).__name__)
            return self.refuse(_("This could not be written down, so it is not shown. Try again in a moment."), 503)
        response["Cache-Control"] = "no-store"
        return response

    @property
    def user(self) -> User:
        """Return who is signed in; the admin lets nobody else in."""
        if not is_account(self.request.user):
            raise TypeError("The admin let in somebody without an account.")
        return self.request.user

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 -- Django's signature
        """Say so where the address of a button was opened by hand."""
        return self.refuse(_("There is nothing to see at this address: go to the requests and use the button."), 405)

    def refuse(self, why: str, status: int) -> HttpResponse:
        """Say in a sentence why nothing is shown."""
        title = _("Not shown")
        context = {"why": why, "header_title": title, "header_icon": ICON, "breadcrumbs_items": place(title)}
        return render(self.request, "consultations/admin/refused.html", context, status=status)


class InboxScreen(InboxMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen with its place in the admin above it."""

    header_icon = ICON

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead from the admin's home by the list to this screen."""
        items = place(self.get_page_title(), self.get_page_subtitle())
        return [items[0], items[-1]] if isinstance(self, InboxView) else items


class ListScreen(InboxScreen):
    """A screen with a table of requests, a page at a time."""

    def listed(self, found: QuerySet[ConsultationRequest]) -> dict[str, Any]:
        """Return what the table is printed from: the page that the address names. The look is written down."""
        page = page_of(found, before=self.request.GET.get("before", ""), after=self.request.GET.get("after", ""))
        record(Action.LISTED, actor=self.user, shown=len(page.requests))
        return {"page_of_requests": page, "requests": page.requests, "now": timezone.now()}


class InboxView(ListScreen):
    """The list: no name, no number, no address."""

    template_name = "consultations/admin/inbox.html"
    page_title = gettext_lazy("Requests")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of requests, and what is new since this person looked."""
        form = FilterForm(self.request.GET)
        return {
            **super().get_context_data(**kwargs),
            **self.listed(form.apply(self.user)),
            "form": form,
            "filters": form.address,
            "since": self.last_look(now=not set(self.request.GET) & {"before", "after"}),
            "quarantined": shown("quarantine")[:100].count(),
            "may_export": may_export(self.user),
        }

    def last_look(self, *, now: bool) -> datetime | None:
        """Return when this person looked last and, unless they leaf through the list, note that they look now."""
        look = InboxLook.objects.filter(user=self.user).first()
        if now:
            InboxLook.objects.update_or_create(user=self.user, defaults={"at": timezone.now()})
        return look.at if look else None


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SearchView(InboxMixin, View):
    """Search by reference, phone or e-mail. What was typed is in no address, log or table."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look for it, and lead to what was found at an address that tells nothing."""
        found = find(request.POST.get("query", "")[:254].strip())
        record(Action.SEARCHED, actor=self.user, found=len(found or ()))
        if found is None:
            messages.error(request, _("Give a whole reference, phone number or e-mail address."))
            return redirect("intake_inbox")
        search = InboxSearch.objects.create(user=self.user, found=found)
        return redirect("intake_found", search.pk)


def find(query: str) -> list[UUID] | None:
    """Return the ids of what a reference, phone number or address names; None if it is none of these."""
    if reference := read_reference(query):
        return list(ConsultationRequest.objects.filter(reference=reference).values_list("pk", flat=True))
    try:
        contact = {"email": read_email(query)} if "@" in query else {"phone": read_phone(query)}
    except ValidationError:
        return None
    return list(find_by_contact(contact))


class FoundView(ListScreen):
    """What a search found, for the one who searched."""

    template_name = "consultations/admin/found.html"
    page_title = gettext_lazy("Search")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the requests that were found, of all views of the list."""
        search = get_object_or_404(InboxSearch, pk=self.kwargs["search"], user=self.user)
        found = ConsultationRequest.objects.filter(pk__in=search.found).defer(*SEALED)
        return {**super().get_context_data(**kwargs), **self.listed(found), "count": found.count()}


class ArrivalsView(InboxMixin, View):
    """How many requests came since a moment, for the alert on the list. Says nothing else."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Count them; the browser asks by itself, which keeps nobody signed in."""
        try:
            since = parse_datetime(request.GET.get("since", ""))
        except ValueError:
            since = None
        if since is None or timezone.is_naive(since):
            return JsonResponse({"new": 0})
        return JsonResponse({"new": shown("open").filter(received_at__gt=since)[:100].count()})
