"""The sample locations, with closures that are always near the day on which the site is loaded."""

import calendar
import datetime
import json
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from clinic.core.models import Location
from clinic.pages.models import LocationPage
from clinic.sample import content
from clinic.sample.state import Loaded

FRIDAY, THURSDAY = 4, 3
_FIELDS = (
    "name",
    "street",
    "suite",
    "city",
    "state",
    "postal_code",
    "latitude",
    "longitude",
    "phone",
    "email",
    "time_zone",
)


def draft_locations(loaded: Loaded) -> list[LocationPage]:
    """Make the locations, and their pages without words, so that texts can link to them."""
    pages = []
    for words in content.read("locations")["locations"]:
        location = Location(
            **{name: words[name] for name in _FIELDS},
            hours=json.dumps([_regular(row) for row in words["hours"]]),
            special_days=json.dumps([_special(row) for row in words["special_days"]]),
        )
        location.full_clean()
        location.save()
        if words.get("main"):
            loaded.site.clinic.main_location = location
        pages.append(LocationPage(title=words["title"], slug=words["slug"], location=location))
        loaded.site.locations.add_child(instance=pages[-1])
    return pages


def load_locations(loaded: Loaded, pages: list[LocationPage]) -> None:
    """Write and publish the locations' pages."""
    words = content.read("locations")
    index = loaded.site.locations
    index.introduction, index.search_description = words["introduction"], words["description"]
    index.save_revision().publish()
    for page, written in zip(pages, words["locations"], strict=True):
        page.search_description = written["description"]
        for name in ("introduction", "directions", "parking", "accessibility"):
            setattr(page, name, loaded.resolver.html(written[name]))
        page.save_revision().publish()


def _regular(row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "hours", "value": {**row, "days": [str(day) for day in row["days"]]}}


def _special(row: dict[str, Any]) -> dict[str, Any]:
    value = {name: row[name] for name in ("reason", "opens", "closes") if name in row}
    day = day_by_rule(row["rule"], timezone.localdate()).isoformat()
    kind = "other_hours" if "opens" in row else "closed"
    return {"type": kind, "value": {**value, "first_day": day, "last_day": None}}


def day_by_rule(rule: str, today: datetime.date) -> datetime.date:
    """Return the day that a content file names: in this month, or the next that is not past. Raises KeyError."""
    if rule == "last-weekday-of-month":
        last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
        return last - datetime.timedelta(days=max(0, last.weekday() - FRIDAY))
    years = (today.year, today.year + 1)
    return next(day for day in (_HOLIDAYS[rule](year) for year in years) if day >= today)


def _thanksgiving(year: int) -> datetime.date:
    """Return the fourth Thursday of November."""
    first = datetime.date(year, 11, 1)
    return first + datetime.timedelta(days=(THURSDAY - first.weekday()) % 7 + 21)


_HOLIDAYS: dict[str, Callable[[int], datetime.date]] = {
    "thanksgiving": _thanksgiving,
    "christmas-eve": lambda year: datetime.date(year, 12, 24),
    "christmas": lambda year: datetime.date(year, 12, 25),
    "new-year": lambda year: datetime.date(year, 1, 1),
}
