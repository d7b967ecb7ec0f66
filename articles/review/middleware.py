"""A refusal of the guard is told in words, wherever in the admin it comes from."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from articles.review.guard import MedicalReviewRequired, last_refusal

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ReviewRefusalMiddleware:
    """Replaces Wagtail's "no permission" by the guard's reasons, and leads back to where the person came from.

    Wagtail's admin catches every PermissionDenied itself and leads home without its message.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through, and look at what came of it."""
        token = last_refusal.set(None)
        try:
            response = self.get_response(request)
            refusal = last_refusal.get()
        finally:
            last_refusal.reset(token)
        if refusal is not None and _is_sent_home(response):
            return _told(request, refusal)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002 -- Django's
        """Answer a script, which Wagtail lets the exception through to, in JSON."""
        if isinstance(exception, MedicalReviewRequired):
            return JsonResponse({"detail": str(exception)}, status=403)
        return None


def _is_sent_home(response: HttpResponseBase) -> bool:
    return isinstance(response, HttpResponseRedirect) and response.url == reverse("wagtailadmin_home")


def _told(request: HttpRequest, refusal: MedicalReviewRequired) -> HttpResponse:
    generic = gettext("Sorry, you do not have permission to access this area.")
    kept = [message for message in messages.get_messages(request) if str(message.message) != generic]
    for message in kept:
        messages.add_message(request, message.level, message.message, message.extra_tags)
    messages.error(request, str(refusal))
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return redirect(came_from if is_ours else "wagtailadmin_home")
