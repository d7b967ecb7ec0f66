"""The reviewer's screens: what waits, and one edition with all that a decision needs."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from articles.editions.models import CurrentEdition, Edition
from articles.review.deciding import decide
from articles.review.declaration import DECLARATION
from articles.review.differences import differences
from articles.review.due import due_queue_for
from articles.review.forms import SignOffForm
from articles.review.guard import MedicalReviewRequired
from articles.review.models import Decision, SignOff, checklist
from articles.review.originals import original_of
from articles.review.outdated import outdated_editions
from articles.review.queue import Queue, queue_for
from articles.review.rules import entitling_credential, person_of, reasons_not_to_sign
from articles.review.services import CannotSignError
from articles.review.standing import signing_day
from articles.review.views import ReviewScreenMixin, staff
from articles.sources import sources_of
from clinic.accounts.reauthentication import require_fresh_authentication


class ReviewQueueView(ReviewScreenMixin, TemplateView):
    """What waits for a clinician: what this one may sign, what is due for renewal, and what others have to sign."""

    template_name = "review/queue.html"
    header_icon = "check"
    page_title = gettext_lazy("Waiting for review")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the queues. Raises PermissionDenied for those who do not review."""
        user = staff(self.request)
        if not user.has_perm("articles.add_signoff"):
            raise PermissionDenied
        return {**super().get_context_data(**kwargs), "queue": queue_for(user), "due": due_queue_for(user)}


class SignView(ReviewScreenMixin, FormView):  # type: ignore[type-arg]  # Django's takes none at run time
    """One edition to decide on: the text, what changed, its sources, the questions, the declaration, the decision.

    Whoever may not sign it is told why and sees nothing of it.
    """

    template_name = "review/sign.html"
    header_icon = "check"
    form_class = SignOffForm

    @cached_property
    def edition(self) -> Edition:
        """The edition. Raises PermissionDenied for those who do not review."""
        if not self.request.user.has_perm("articles.add_signoff"):
            raise PermissionDenied
        return get_object_or_404(Edition.objects.select_related("page"), pk=self.kwargs["edition_id"])

    @cached_property
    def reasons(self) -> list[str]:
        """Why the user may not sign it, as sentences."""
        return reasons_not_to_sign(self.edition, staff(self.request))

    @cached_property
    def is_renewal(self) -> bool:
        """Whether readers get this text already, and a clinician has signed it before."""
        return (
            CurrentEdition.objects.filter(edition=self.edition).exists()
            and self.edition.sign_offs.filter(decision=Decision.APPROVED).exists()
        )

    @cached_property
    def queue(self) -> Queue:
        """The editions among which one goes on to the next."""
        return (due_queue_for if self.is_renewal else queue_for)(staff(self.request))

    def get_page_title(self) -> str:
        """Say whether it is a first reading or a renewal."""
        return _("Renewal of a review") if self.is_renewal else _("Medical review")

    def get_page_subtitle(self) -> str:
        """Name the edition."""
        return str(self.edition)

    def get_initial(self) -> dict[str, Any]:
        """Carry the digest of what is shown."""
        return {"digest": self.edition.digest}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what the clinic asks."""
        return {**super().get_form_kwargs(), "questions": checklist()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who signs, with what, what stands against it, and otherwise the edition."""
        context = super().get_context_data(**kwargs)
        person = person_of(staff(self.request))
        previous, following = self.queue.beside(self.edition)
        context |= {
            "edition": self.edition,
            "reasons": self.reasons,
            "person": person,
            "credential": entitling_credential(person, signing_day()) if person else None,
            "previous": previous,
            "following": following,
            "is_renewal": self.is_renewal,
        }
        return context if self.reasons else {**context, **self._reading()}

    def _reading(self) -> dict[str, Any]:
        """Return what is read before a decision."""
        content = json.loads(self.edition.snapshot)
        last = last_signed(self.edition)
        current = CurrentEdition.objects.filter(edition=self.edition, page__live=True)
        outdated = outdated_editions(current)
        return {
            "declaration": DECLARATION,
            "original": original_of(self.edition.page),
            "sources": sources_of(content),
            "last_signed": last,
            "changes": differences(json.loads(last.edition.snapshot), content) if last else [],
            "outdated": outdated[0].changes if outdated else [],
            "decisions": self.edition.sign_offs.order_by("pk"),
        }

    def form_valid(self, form: SignOffForm) -> HttpResponse:
        """Ask who it is, then sign, or say why not with the form as it was."""
        if self.reasons:
            return self.form_invalid(form)
        require_fresh_authentication(self.request, spend=True)  # only now: an incomplete form does not use it up
        following = self.queue.beside(self.edition)[1]
        try:
            sign_off = decide(
                self.edition.pk,
                staff(self.request),
                Decision(form.cleaned_data["decision"]),
                digest_shown=form.cleaned_data["digest"],
                comment=form.cleaned_data["comment"],
                answers=form.answers,
            )
        except (CannotSignError, MedicalReviewRequired) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Recorded: %(what)s.") % {"what": sign_off.get_decision_display()})
        return redirect("sign_edition", following.pk) if following else redirect("review_queue")


def last_signed(edition: Edition) -> SignOff | None:
    """Return the approval of the text that was signed last before this edition, or of the edition itself."""
    return (
        SignOff.objects.filter(page=edition.page_id, decision=Decision.APPROVED, edition__number__lte=edition.number)
        .select_related("edition")
        .order_by("-pk")
        .first()
    )
