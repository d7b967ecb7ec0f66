"""Taking a page away from its readers where nothing answers for it any more."""

from typing import TYPE_CHECKING

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from articles.editions.models import CurrentEdition
from articles.review.claims import with_claims
from articles.review.models import Decision, unsigned_allowed

if TYPE_CHECKING:
    from clinic.accounts.models import User


def unpublish_unsigned(page: Page, by: "User | None") -> bool:
    """Unpublish ``page`` if no approval, lapsed or not, answers for what readers get. Say whether it was.

    Where the clinic lets texts go live unsigned, nothing is unpublished.
    """
    current = with_claims(CurrentEdition.objects.filter(page=page.pk, page__live=True)).first()
    if current is None or unsigned_allowed():
        return False
    if current.sign_off and current.sign_off["decision"] == Decision.APPROVED:
        return False
    UnpublishPageAction(page.specific, user=by).execute(skip_permission_checks=True)  # the signature's own permission
    return True
