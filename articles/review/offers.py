"""Which acts the list of a page's editions offers to whom."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles.editions.models import CurrentEdition
from articles.review.models import Decision, MinorEdit, UrgentWarning
from articles.review.rules import is_reviewer

if TYPE_CHECKING:
    from articles.editions.pages import EditionedPage
    from clinic.accounts.models import User

Offer = tuple[str, str]  # the name of a screen's address, and what its button says


def page_acts(page: "EditionedPage", user: "User") -> list[Offer]:
    """Return the acts on the page as a whole that this user may try."""
    publishes, reviews = page.permissions_for_user(user).may_publish(), is_reviewer(user)
    offers: list[Offer] = []
    if publishes:
        offers.append(("minor_edit", _("Publish the draft as a minor edit")))
    if publishes and page.live:
        newest = UrgentWarning.objects.filter(page=page.pk).first()
        offers.append(("warn_readers", _("Warn readers")))
        if newest is not None and newest.warning:
            offers.append(("lift_warning", _("Lift the warning")))
    if (publishes or reviews) and CurrentEdition.objects.filter(page=page.pk, page__live=True).exists():
        offers.append(("withdraw_page", _("Withdraw the article")))
    return offers


def offer_edition_acts(editions: Iterable[Any], page: "EditionedPage", user: "User", current: int | None) -> None:
    """Give each edition its ``acts``, and ``voidable`` where it is a minor edit that this user may take back."""
    publishes, reviews = page.permissions_for_user(user).may_publish(), is_reviewer(user)
    minor = {row.to_edition_id: row for row in MinorEdit.objects.filter(page=page.pk, void=None)} if reviews else {}
    for edition in editions:
        decisions = [row for row in edition.sign_offs.all() if row.decision != Decision.CHANGES_REQUESTED]
        signed = bool(decisions) and decisions[-1].decision == Decision.APPROVED
        edition.voidable = minor.get(edition.pk)
        edition.acts = [
            offer
            for offer, offered in (
                (("return_to_edition", _("Return to it")), reviews and signed and page.live and edition.pk != current),
                (("withdraw_signature", _("Take the signature back")), reviews and signed),
                (("withhold_edition", _("Withhold")), publishes or reviews),
            )
            if offered
        ]
