"""Editions in the admin: what there is of a page, reading one as readers would, and signing it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, View
from wagtail.admin import messages
from wagtail.models import Page

from articles.editions.models import CurrentEdition, Edition
from articles.editions.pages import EditionedPage
from articles.editions.services import freeze_edition
from articles.review.claims import claim_from, with_claims
from articles.review.models import SignOff
from articles.review.offers import offer_edition_acts, page_acts
from articles.review.outdated import Outdated, outdated_editions
from articles.review.queue import may_read, may_see_editions
from clinic.accounts.models import User
from clinic.core.screens import AdminScreenMixin

EDITIONS_A_PAGE = 20


def staff(request: HttpRequest) -> User:
    """Return who is signed in; the admin lets nobody else in. Raises PermissionDenied."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def editioned_page(page_id: int) -> EditionedPage:
    """Return the page whose editions are asked for. Raises Http404 for pages that have none by nature."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, EditionedPage):
        raise PermissionDenied(_("This kind of page has no editions."))
    return page


class ReviewScreenMixin(AdminScreenMixin):
    """A screen about editions and their review."""


class PageEditionsView(ReviewScreenMixin, ListView):  # type: ignore[type-arg]  # Django's takes none at run time
    """All editions of one page, newest first, with what was decided on each."""

    template_name = "review/page_editions.html"
    header_icon = "history"
    page_title = gettext_lazy("Editions")
    context_object_name = "editions"
    paginate_by = EDITIONS_A_PAGE

    @cached_property
    def page(self) -> EditionedPage:
        """The page, if this user may see its editions."""
        page = editioned_page(self.kwargs["page_id"])
        if not may_see_editions(self.request.user, page):
            raise PermissionDenied
        return page

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.page.get_admin_display_title())

    def get_queryset(self) -> QuerySet[Edition]:
        """Return the editions with their decisions and publications."""
        return (
            Edition.objects.filter(page=self.page.pk)
            .defer("snapshot")
            .select_related("frozen_by")
            .prefetch_related(Prefetch("sign_offs", SignOff.objects.order_by("pk")), "publications__by", "withholdings")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which edition readers get."""
        context = super().get_context_data(**kwargs)
        current = getattr(self.page, "current_edition", None)
        current_id = current.edition_id if current and self.page.live else None
        offer_edition_acts(context["editions"], self.page, staff(self.request), current_id)
        outdated = outdated_editions(CurrentEdition.objects.filter(page=self.page.pk, page__live=True))
        return {
            **context,
            "page": self.page,
            "changes": outdated[0].changes if outdated else [],
            "current_id": current_id,
            "acts": page_acts(self.page, staff(self.request)),
            "may_freeze": self.page.permissions_for_user(self.request.user).can_edit(),
            "may_sign": self.request.user.has_perm("articles.add_signoff"),
        }


class FreezeView(View):
    """Freeze the latest draft, so that a reviewer can sign it before readers get it."""

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Freeze and go back to the list."""
        page = editioned_page(page_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        revision = page.get_latest_revision()
        if revision is None:
            messages.error(request, _("Save the page first: there is no draft to freeze."))
            return redirect("editions", page_id)
        draft = revision.as_object()
        try:
            draft.full_clean()
            edition = freeze_edition(revision, staff(request))
        except ValidationError as error:
            messages.error(request, _("This draft is not complete: %(why)s") % {"why": " ".join(error.messages)})
        else:
            messages.success(
                request, _("Edition %(number)s is frozen and can be reviewed.") % {"number": edition.number}
            )
        return redirect("editions", page_id)


class ReadEditionView(View):
    """One edition exactly as its page prints it."""

    def get(self, request: HttpRequest, edition_id: int) -> HttpResponse:
        """Print it with the page's own template, for members of staff only."""
        edition = get_object_or_404(with_claims(Edition.objects.all(), edition="pk"), pk=edition_id)
        page = editioned_page(edition.page_id)
        if not may_read(request.user, page, edition):
            raise PermissionDenied(_("You may read only what readers have had and what you may sign."))
        request.is_preview = False  # type: ignore[attr-defined]  # set by every Wagtail page for its templates
        context = page.edition_context(request, edition, claim_from(edition.sign_off))
        response = TemplateResponse(request, page.get_template(request), {**context, "reading_edition": edition})
        response["X-Robots-Tag"] = "noindex"
        return response


class OutdatedView(ReviewScreenMixin, ListView):  # type: ignore[type-arg]  # Django's takes none at run time
    """The current editions that print something which has changed in the library since."""

    template_name = "review/outdated.html"
    header_icon = "warning"
    page_title = gettext_lazy("Outdated editions")
    context_object_name = "outdated"
    paginate_by = EDITIONS_A_PAGE

    def get_queryset(self) -> list[Outdated]:  # type: ignore[override]  # a list is paginated as well
        """Return them by title."""
        if not self.request.user.has_perm("articles.view_signoff"):
            raise PermissionDenied
        return outdated_editions()
