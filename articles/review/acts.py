"""The screens on which staff act on what readers get: each asks once, says what will happen, and tells a refusal."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from articles.editions.models import Edition
from articles.editions.pages import EditionedPage
from articles.review import minor_edits, services, urgent
from articles.review.act_forms import OptionalReasonForm, ReasonForm, WarningForm, WithholdForm
from articles.review.differences import Piece, pieces_between
from articles.review.minor_edits import NotMinorError, minor_changes
from articles.review.models import MinorEdit
from articles.review.queue import may_see_editions
from articles.review.views import ReviewScreenMixin, editioned_page, staff
from clinic.accounts.reauthentication import require_fresh_authentication


class ActView(ReviewScreenMixin, FormView):  # type: ignore[type-arg]  # Django's takes none at run time
    """One act on a page. A subclass says what it does, and does it in ``act()``.

    ``needs_identity``: the password or second factor is asked for again, as for a signature.
    """

    template_name = "review/act.html"
    header_icon = "warning"
    form_class: type[forms.Form] = ReasonForm
    explanation: Any = ""
    button: Any = ""
    done: Any = ""
    needs_identity: ClassVar[bool] = False

    def act(self, cleaned: dict[str, Any]) -> None:
        """Do it. Raises PermissionDenied with a sentence."""
        raise NotImplementedError

    @cached_property
    def page(self) -> EditionedPage:
        """The page, if this user may see its editions."""
        return self.visible(self.kwargs["page_id"])

    def visible(self, page_id: int) -> EditionedPage:
        """Return a page. Raises PermissionDenied for those who neither work on it nor review."""
        page = editioned_page(page_id)
        if not may_see_editions(self.request.user, page):
            raise PermissionDenied
        return page

    def get_page_subtitle(self) -> str:
        """Name what it is about."""
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what will happen."""
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "explanation": self.explanation,
            "button": self.button,
            "needs_identity": self.needs_identity,
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Act and go back to the page's editions, or show the form again with the refusal."""
        if self.needs_identity:
            require_fresh_authentication(self.request, spend=True)
        try:
            self.act(form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal) or _("You may not do that."))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect("editions", self.page.pk)


class WarnView(ActView):
    """Put a warning above a live text."""

    page_title = _("Warn readers")
    form_class = WarningForm
    explanation = _("The warning stands above the text from the next reader on, until somebody lifts it.")
    button = _("Put the warning")
    done = _("The warning stands above the text.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Put it."""
        urgent.put_warning(self.page, staff(self.request), cleaned["warning"], cleaned["note"])


class LiftWarningView(ActView):
    """Take the warning away."""

    page_title = _("Lift the warning")
    explanation = _("The warning no longer stands above the text. The reason stays on record.")
    button = _("Lift the warning")
    done = _("The warning is lifted.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Lift it."""
        urgent.lift_warning(self.page, staff(self.request), cleaned["why"])


class WithdrawPageView(ActView):
    """Withdraw an article."""

    page_title = _("Withdraw the article")
    explanation = _(
        "The text is gone for readers at once. Its address stays, with your reason. It comes back only by an edition"
        " that is signed after that."
    )
    button = _("Withdraw the article")
    done = _("The article is withdrawn.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Withdraw it."""
        urgent.withdraw_page(self.page, staff(self.request), cleaned["why"])


class MinorEditView(ActView):
    """Publish the newest draft as a minor edit, with what it changes on the screen."""

    template_name = "review/minor_edit.html"
    header_icon = "edit"
    page_title = _("Minor edit")
    form_class = OptionalReasonForm
    explanation = _(
        "Spelling, spacing, capitals and punctuation may be corrected under the signature that there is. The reviewer"
        " is told, and can take the edit back."
    )
    button = _("Publish as a minor edit")
    done = _("The minor edit is published.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the draft changes, or why that is more than spelling."""
        changes: list[list[Piece]] = []
        reasons: list[str] = []
        try:
            minor = minor_changes(self.page.get_latest_revision_as_object())
            changes = [pieces_between(change.before, change.after) for change in minor]
        except NotMinorError as refusal:
            reasons = refusal.reasons
        except ValidationError as refusal:
            reasons = refusal.messages
        return {**super().get_context_data(**kwargs), "changes": changes, "reasons": reasons}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Publish it, if this user publishes the page."""
        urgent.check_may_publish(self.page, staff(self.request))
        revision = self.page.get_latest_revision()
        if revision is None:
            raise PermissionDenied(_("There is no draft to publish."))
        minor_edits.record_minor_edit(revision, staff(self.request), cleaned["why"])


class VoidView(ActView):
    """Take a minor edit back."""

    page_title = _("Take the minor edit back")
    explanation = _("Readers get the edition before it again, and the edit stays on record with your reason.")
    button = _("Take the edit back")
    done = _("The minor edit is taken back.")
    needs_identity = True

    @cached_property
    def minor(self) -> MinorEdit:
        """The edit."""
        return get_object_or_404(MinorEdit, pk=self.kwargs["minor_id"])

    @cached_property
    def page(self) -> EditionedPage:
        """Its page."""
        return self.visible(self.minor.page_id)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Void it."""
        minor_edits.void_minor_edit(self.minor, staff(self.request), cleaned["why"])


class EditionActView(ActView):
    """One act on an edition."""

    @cached_property
    def edition(self) -> Edition:
        """The edition."""
        return get_object_or_404(Edition, pk=self.kwargs["edition_id"])

    @cached_property
    def page(self) -> EditionedPage:
        """Its page."""
        return self.visible(self.edition.page_id)

    def get_page_subtitle(self) -> str:
        """Name the edition."""
        return str(self.edition)


class WithholdView(EditionActView):
    """Withhold an edition or a picture."""

    page_title = _("Withhold")
    form_class = WithholdForm
    explanation = _(
        "It is gone everywhere at once: from the page, lists, the feed and earlier editions. Readers are told your"
        " reason. It cannot be undone; the digest stays on record."
    )
    button = _("Withhold it")
    done = _("It is withheld.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the edition's pictures."""
        return {**super().get_form_kwargs(), "edition": self.edition}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Withhold it."""
        urgent.withhold(self.edition, staff(self.request), cleaned["why"], picture_sha256=cleaned["picture_sha256"])


class WithdrawSignatureView(EditionActView):
    """Take a signature back."""

    page_title = _("Take the signature back")
    explanation = _(
        "Nothing claims any more that this edition is reviewed. If readers get it now, the page is unpublished."
    )
    button = _("Take the signature back")
    done = _("The signature is taken back.")
    needs_identity = True

    def act(self, cleaned: dict[str, Any]) -> None:
        """Withdraw it."""
        services.withdraw_signature(self.edition, staff(self.request), cleaned["why"])


class ReturnView(EditionActView):
    """Return to an older edition."""

    page_title = _("Return to this edition")
    header_icon = "history"
    explanation = _("Readers get this edition again. Later editions need a new signature before they come back.")
    button = _("Return to this edition")
    done = _("Readers get this edition again.")
    needs_identity = True

    def act(self, cleaned: dict[str, Any]) -> None:
        """Return to it."""
        urgent.return_to_edition(self.edition, staff(self.request), cleaned["why"])
