"""What a finished workflow does. Named in the settings, and imported before any model is there."""

from typing import Any


def publish_what_was_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish the revision of the edition that was signed, where Wagtail publishes the latest one.

    A page without editions is published as Wagtail does.
    """
    from articles.review.steps import ReviewStepState

    signed = (
        ReviewStepState.objects.filter(workflow_state=workflow_state, status=ReviewStepState.STATUS_APPROVED)
        .exclude(edition=None)
        .order_by("-pk")
        .first()
    )
    revision = signed.revision if signed else workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
