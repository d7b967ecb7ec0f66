"""Keeping schedules page by page: what may not go live is held and listed, and stops nothing else."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from articles.review.models import HeldSchedule
from clinic.core.outbox import owe_mail

logger = logging.getLogger(__name__)

HELD_MAIL = "review.held_schedule"


def publish_due() -> int:
    """Publish every revision whose time has come, each in a transaction of its own, and return how many were.

    One that may not go live stays scheduled and is held (``HeldSchedule``, and a mail the first time): it goes live in
    the first round in which it may. A hold ends with the schedule.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    published = sum(_publish(revision) for revision in due)
    HeldSchedule.objects.filter(revision__approved_go_live_at=None).delete()
    return published


def unpublish_expired(models: list[type[DraftStateMixin]]) -> None:
    """Unpublish what has come to its end."""
    for model in models:
        for row in model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"):
            row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> bool:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except (PermissionDenied, ValidationError, IntegrityError) as refusal:
        why = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        _hold(revision, why)
        return False
    return True


def _hold(revision: Revision, why: str) -> None:
    """Note that a page waits and why; owe the mail when it starts to."""
    if not isinstance(revision.content_object, Page):
        logger.error("%s could not be published on schedule: %s", revision.object_str, why)
        return
    with transaction.atomic():
        held, is_new = HeldSchedule.objects.get_or_create(
            page_id=revision.content_object.pk, defaults={"revision": revision, "why": why}
        )
        if is_new:
            logger.warning("The schedule of page %s is held: %s", held.page_id, why)
            owe_mail(HELD_MAIL, page=held.page_id, revision=revision.pk)
        elif (held.revision_id, held.why) != (revision.pk, why):
            held.revision, held.why = revision, why
            held.save(update_fields=["revision", "why"])
