"""Which edition's signature holds: asked of the functions in PostgreSQL that its own triggers obey."""

import datetime

from django.db.models import BigIntegerField, BooleanField, DateField, Func, Value
from django.utils import timezone

from articles.editions.models import Edition


def signing_day(moment: datetime.datetime | None = None) -> datetime.date:
    """Return the day on which a signature counts: that of UTC, as in the database's own rules."""
    return (moment or timezone.now()).astimezone(datetime.UTC).date()


def newest_in_force(page_id: int) -> Edition | None:
    """Return the newest edition of a page whose signature holds today, its snapshot left out."""
    found = Func(
        Value(page_id, BigIntegerField()),
        Value(signing_day(), DateField()),
        function="articles_newest_in_force",
        output_field=BigIntegerField(),
    )
    return Edition.objects.filter(pk=found).defer("snapshot").first()


def is_in_force(edition: Edition) -> bool:
    """Whether the signature of an edition holds today, its own or that of the one it differs from by minor edits."""
    holds = Func("pk", Value(signing_day(), DateField()), function="articles_in_force", output_field=BooleanField())
    return Edition.objects.filter(pk=edition.pk).values_list(holds, flat=True).get()


def is_withheld(edition: Edition) -> bool:
    """Whether the words of an edition are withheld."""
    held = Func("pk", function="articles_withheld", output_field=BooleanField())
    return Edition.objects.filter(pk=edition.pk).values_list(held, flat=True).get()


class Answering(Func):
    """The id of the edition whose signature answers for the one given.

    As a query of its own it is asked once, and what is compared with it is found by index; as a plain call it would be
    asked of every row of the other table.
    """

    function = "articles_answering"
    template = "(SELECT %(function)s(%(expressions)s))"
    output_field = BigIntegerField()
