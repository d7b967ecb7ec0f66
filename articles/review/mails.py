"""What the review writes to whom."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.review.models import HeldSchedule
from articles.review.schedules import HELD_MAIL
from clinic.core.outbox import Letter, writes


@writes(HELD_MAIL)
def held_schedule(about: Mapping[str, Any]) -> Letter | None:
    """Tell who set a schedule, or else who saved the draft, that it is held and what is missing."""
    held = HeldSchedule.objects.filter(page=about["page"]).select_related("page", "revision__user").first()
    user = held.revision.user if held else None
    if held is None or user is None or not user.is_active:
        return None
    return Letter(
        to=[user.email],
        template="held_schedule.txt",
        context={
            "title": held.page.get_admin_display_title(),
            "why": held.why,
            "address": f"{settings.SITE_URL}{reverse('wagtailadmin_pages:edit', args=(held.page_id,))}",
        },
    )
