"""How the inbox prints lengths of time and times of calls."""

from django import template
from django.utils.translation import gettext as _

from clinic.consultations.models import SlotBooking
from clinic.consultations.slots import moment_in_words, time_in_words

register = template.Library()


@register.filter
def call_time(booking: SlotBooking) -> str:
    """Return the time of a call on the clocks of its place: 3 PM (Pacific time)."""
    return time_in_words(booking.starts_at, booking.time_zone)


@register.filter
def call_moment(booking: SlotBooking) -> str:
    """Return day and time of a call on the clocks of its place: Tue, Nov 24, 3 PM (Pacific time)."""
    return moment_in_words(booking.starts_at, booking.time_zone, day="D, M j")


@register.filter
def duration(seconds: float | None) -> str:
    """Return a length of time in hours and minutes, or a dash for none."""
    if seconds is None:
        return "–"  # noqa: RUF001 -- the dash that tables print
    hours, minutes = divmod(int(seconds) // 60, 60)
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
