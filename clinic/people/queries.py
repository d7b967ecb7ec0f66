"""What people are looked up by: whether they are here, and how their licences stand."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EXPIRING = datetime.timedelta(days=60)


def is_here(on: datetime.date | None = None, person: str = "") -> Q:
    """The condition that someone has not left by a day (today unless given).

    ``person`` is the path to them from the rows that are filtered, as in ``"personpage__person__"`` from pages.
    """
    return Q(**{f"{person}left_on": None}) | Q(**{f"{person}left_on__gt": on or timezone.localdate()})


class LicenceStatus(models.TextChoices):
    """How someone's licences stand."""

    CURRENT = "current", _("Current")
    EXPIRING = "expiring", _("Expires within 60 days")
    EXPIRED = "expired", _("Expired")
    NONE = "none", _("None")
