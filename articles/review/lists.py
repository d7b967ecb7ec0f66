"""Lists of what anybody may read: walks along an index that stop when they have enough."""

from collections.abc import Sequence

from django.db.models import QuerySet, Subquery
from wagtail.models import Locale

from articles.editions.models import CurrentEdition
from articles.review.claims import current_editions, public


def listed(heading: str, locale_id: int) -> QuerySet[CurrentEdition]:
    """Return what anybody may read under a heading (see ``Listing``) in one language, newest first.

    The first rows cost the same however many there are: whether each may be read is asked along the way.
    """
    language = Locale.objects.filter(pk=locale_id).values("language_code")
    return public(current_editions().filter(listings__heading=heading, listings__language=Subquery(language))).order_by(
        "-listings__made_current_at", "-listings__publication"
    )


def of_any(lists: Sequence[QuerySet[CurrentEdition]], most: int) -> list[CurrentEdition]:
    """Return the first ``most`` rows of each of these lists, each row once, newest first, in one query."""
    if not lists:
        return []
    first = [rows[:most] for rows in lists]
    found = {row.pk: row for row in first[0].union(*first[1:], all=True)}  # JSON is not compared
    return sorted(found.values(), key=lambda row: (row.updated, row.publication_id), reverse=True)
