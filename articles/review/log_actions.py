"""How changes of the rules of review read in the admin's history."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from articles.review.models import SETTINGS_CHANGED, ReviewSettings


class SettingsChanged(LogFormatter):
    """What may go live unsigned, or what a lapse does, was changed."""

    label = gettext_lazy("Change the rules of medical review")

    def format_message(self, log_entry: Any) -> str:
        """Say each rule before and after."""
        changes = "; ".join(
            f"{ReviewSettings._meta.get_field(change['field']).verbose_name}: {change['before']} → {change['after']}"
            for change in log_entry.data["changes"]
        )
        return _("Rules of medical review changed: %(changes)s") % {"changes": changes}


def register(registry: LogActionRegistry) -> None:
    """Make the entry known to Wagtail's log."""
    registry.register_action(SETTINGS_CHANGED)(SettingsChanged)
