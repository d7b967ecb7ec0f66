"""What somebody may do to a page with editions."""

from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester

from articles.editions.gate import guard


class EditionedPagePermissionTester(PagePermissionTester):
    """Wagtail's answers, but publishing needs words that may go live as well as somebody who may publish."""

    def can_publish(self) -> bool:
        """Whether this user may publish the newest draft now. Wagtail asks of the user alone."""
        return self.may_publish() and not self.missing

    def may_publish(self) -> bool:
        """Whether this user publishes pages here, whatever is missing."""
        return bool(super().can_publish())

    @cached_property
    def missing(self) -> list[str]:
        """What keeps the newest draft from going live, as sentences."""
        return guard().why_not_live(self.page)

    def can_set_view_restrictions(self) -> bool:
        """Whether this user decides who may read the page: that needs no signature."""
        return self.may_publish()

    def can_unschedule(self) -> bool:
        """Whether this user may take a schedule back: that needs no signature."""
        return self.may_publish()
