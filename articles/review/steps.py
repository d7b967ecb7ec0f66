"""The two steps of the *Editorial* workflow: an editor approves the draft, then a clinician signs its edition."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, Revision, Task, TaskState, WorkflowState

from articles.editions.models import Edition
from articles.editions.pages import EditionedPage
from articles.editions.services import freeze_edition

if TYPE_CHECKING:
    from clinic.accounts.models import User


class ReviewStepState(TaskState):
    """One step on one piece: who brought it here, which words were approved, and which edition is read.

    ``own_digest`` is that of the words an editor approved. ``edition`` is what a reviewer reads; it stays empty, and
    ``why_not_frozen`` says why, where the draft could not be frozen.
    """

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    own_digest = models.CharField(max_length=64, blank=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="review_steps")
    why_not_frozen = models.TextField(blank=True)

    class Meta:
        verbose_name = gettext_lazy("step of a review")
        verbose_name_plural = gettext_lazy("steps of a review")
        default_permissions = ()

    @transaction.atomic
    def approve(self, user: "User | None" = None, update: bool = True, comment: str = "") -> Any:
        """Approve as Wagtail does, keeping the digest of the words that were approved.

        Raises PermissionDenied where ``user`` had a part in bringing the piece here, or there is nothing to sign.
        """
        if user is not None and had_part_in(self, user):
            raise PermissionDenied(_("You handed this in. Somebody else has to approve it."))
        if self.edition is None:
            if isinstance(self.task.specific, MedicalReviewTask):
                raise PermissionDenied(_("This draft could not be frozen, so there is nothing to sign."))
            self.revision = self.workflow_state.content_object.get_latest_revision()
        self.own_digest = own_digest_of(self.revision)
        return super().approve(user=user, update=update, comment=comment)


def own_digest_of(revision: Revision) -> str:
    """Return the digest of a draft's own words; empty for a page that has no editions."""
    page = revision.as_object()
    return page.own_digest() if isinstance(page, EditionedPage) else ""


def brought_by(workflow_state: WorkflowState, user: "User") -> bool:
    """Whether ``user`` handed the piece in, for the first time or again after changes were asked for."""
    handed_in = ReviewStepState.objects.filter(workflow_state=workflow_state, edition=None, started_by=user)
    return workflow_state.requested_by_id == user.pk or handed_in.exists()


def had_part_in(step: ReviewStepState, user: "User") -> bool:
    """Whether ``user`` may not decide at a step: they handed it in or, at the medical one, approved it before."""
    if brought_by(step.workflow_state, user):
        return True
    steps = ReviewStepState.objects.filter(workflow_state=step.workflow_state)
    return step.edition_id is not None and steps.filter(Q(started_by=user) | Q(finished_by=user, edition=None)).exists()


def had_part_in_edition(edition: Edition, user: "User") -> bool:
    """Whether ``user`` handed in, or approved as an editor, what became ``edition``."""
    return any(had_part_in(step, user) for step in edition.review_steps.select_related("workflow_state"))


class EditorApprovalTask(AbstractGroupApprovalTask):
    """An editor approves the draft. Unlike Wagtail's group task it never lets whoever handed it in do so."""

    task_state_class = ReviewStepState

    class Meta:
        verbose_name = gettext_lazy("approval by an editor")
        verbose_name_plural = gettext_lazy("approvals by an editor")

    def start(self, workflow_state: WorkflowState, user: "User | None" = None) -> TaskState:
        """Begin the step and note who brought the piece here."""
        state = super().start(workflow_state, user=user)
        state.started_by = user
        state.save(update_fields=["started_by"])
        return state

    def get_actions(self, obj: Any, user: "User") -> list[tuple[str, str, bool]]:
        """Offer the editor's decisions, but not to whoever handed the piece in."""
        current = obj.current_workflow_state
        return [] if current is None or brought_by(current, user) else super().get_actions(obj, user)

    @classmethod
    def get_description(cls) -> str:
        """Say in Wagtail's list of steps what this one is."""
        return _("An editor approves the draft. Whoever handed it in cannot.")


class MedicalReviewLock(WorkflowLock):
    """Nobody edits what a clinician is reading."""

    def get_message(self, user: "User") -> SafeString:  # noqa: ARG002 -- Wagtail's signature
        """Say why the page cannot be edited and how to get it back."""
        return format_html(
            "<b>{}</b> {}",
            _("A clinician is reading this page."),
            _("It stays as it is until they decide. To change it, whoever handed it in cancels the workflow."),
        )

    def get_description(self, user: "User", can_lock: bool = False) -> str:  # noqa: ARG002 -- Wagtail's signature
        """Say the same in the side panel."""
        return _("Nobody can make changes during medical review")


class MedicalReviewTask(Task):
    """A clinician signs the edition that was frozen when the piece came to this step.

    They do so on a screen of their own (``sign_edition``), so Wagtail's editor offers no decision here.
    """

    task_state_class = ReviewStepState
    lock_class = MedicalReviewLock

    class Meta:
        verbose_name = gettext_lazy("medical review")
        verbose_name_plural = gettext_lazy("medical reviews")

    @transaction.atomic
    def start(self, workflow_state: WorkflowState, user: "User | None" = None) -> TaskState:
        """Freeze what will be read. Words that no editor has approved go back to the editors' step first."""
        revision = workflow_state.content_object.get_latest_revision()
        approved = (
            ReviewStepState.objects.filter(workflow_state=workflow_state, status=TaskState.STATUS_APPROVED)
            .filter(edition=None)
            .order_by("-pk")
            .first()
        )
        if approved is not None and approved.own_digest != own_digest_of(revision):
            return approved.task.specific.start(workflow_state, user=user)
        state = super().start(workflow_state, user=user)
        state.started_by = user
        try:
            with transaction.atomic():
                state.edition = freeze_edition(revision, user or workflow_state.requested_by)
        except ValidationError as error:
            state.why_not_frozen = " ".join(error.messages)
        state.save(update_fields=["started_by", "edition", "why_not_frozen"])
        return state

    def locked_for_user(self, obj: Any, user: "User") -> bool:  # noqa: ARG002 -- Wagtail's signature
        """Lock the page for everybody, administrators too."""
        return True

    def get_actions(self, obj: Any, user: "User") -> list[tuple[str, str, bool]]:  # noqa: ARG002 -- Wagtail's signature
        """Offer nothing in the editor: decisions are made on the reviewer's own screen."""
        return []

    @classmethod
    def get_description(cls) -> str:
        """Say in Wagtail's list of steps what this one is."""
        return _("A clinician reads the edition and signs it, or asks for changes.")


def open_step(edition: Edition) -> ReviewStepState | None:
    """Return the medical review that waits for a decision on ``edition``, if there is one."""
    return (
        ReviewStepState.objects.filter(edition=edition, status=TaskState.STATUS_IN_PROGRESS)
        .select_related("workflow_state")
        .order_by("-pk")
        .first()
    )
