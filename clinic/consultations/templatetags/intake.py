"""How the inbox prints a length of time."""

from datetime import timedelta

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def duration(value: timedelta | None) -> str:
    """Return a length of time in hours and minutes, or a dash for none."""
    if value is None:
        return "–"  # noqa: RUF001 -- the dash that tables print
    hours, minutes = divmod(int(value.total_seconds()) // 60, 60)
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
