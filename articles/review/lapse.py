"""What becomes of pages whose review has lapsed."""

import datetime

from articles.editions.models import CurrentEdition
from articles.review.claims import claim_from, current_editions
from articles.review.models import OnLapse, ReviewSettings


def lapsed_editions() -> list[CurrentEdition]:
    """Return what readers get although its review has lapsed, the longest lapsed first."""
    claims = [(claim_from(row.sign_off), row) for row in current_editions()]
    lapsed = [(claim.valid_until or datetime.date.min, row) for claim, row in claims if claim.status == "lapsed"]
    return [row for _day, row in sorted(lapsed, key=lambda pair: (pair[0], pair[1].pk))]


def unpublish_lapsed() -> int:
    """Unpublish pages whose review has lapsed if the clinic has decided so, and return how many were."""
    if not ReviewSettings.objects.filter(on_lapse=OnLapse.UNPUBLISH).exists():
        return 0
    lapsed = lapsed_editions()
    for row in lapsed:
        row.page.specific.unpublish(log_action="wagtail.unpublish.scheduled")
    return len(lapsed)
