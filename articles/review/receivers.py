"""Owing mail when something happens to a piece."""

from django.db.models.signals import post_save
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from articles.review.mail import owe_approved_mail, owe_changes_mail, owe_minor_edit_mail, owe_step_mail
from articles.review.models import MinorEdit
from articles.review.steps import ReviewStepState


def connect_mail() -> None:
    """Connect the receivers, in the places of Wagtail's own mails: it connects its own later, and each place once."""
    replaced = "email_notification"
    task_submitted.connect(owe_step_mail, sender=TaskState, dispatch_uid=f"group_approval_task_submitted_{replaced}")
    task_submitted.connect(owe_step_mail, sender=ReviewStepState, dispatch_uid="review_step_mail")
    workflow_rejected.connect(
        owe_changes_mail, sender=WorkflowState, dispatch_uid=f"workflow_state_rejected_{replaced}"
    )
    workflow_approved.connect(
        owe_approved_mail, sender=WorkflowState, dispatch_uid=f"workflow_state_approved_{replaced}"
    )
    workflow_submitted.connect(no_mail, sender=WorkflowState, dispatch_uid=f"workflow_state_submitted_{replaced}")
    post_save.connect(owe_minor_edit_mail, sender=MinorEdit, dispatch_uid="minor_edit_mail")


def no_mail(**kwargs: object) -> None:
    """Send nothing to administrators for every piece that is handed in."""
