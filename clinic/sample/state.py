"""What one step of loading the sample site makes and a later one needs."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.models import Locale

from articles.models import Topic
from clinic.accounts.models import User
from clinic.accounts.roles import MEDICAL_REVIEWERS
from clinic.accounts.services import SampleAccess
from clinic.core.models import ClinicImage
from clinic.people.models import Person
from clinic.sample.content import Resolver
from clinic.sample.structure import Structure


@dataclass
class Loaded:
    """The rows loaded so far, by the keys and names that content files use."""

    locale: Locale = field(default_factory=Locale.get_default)
    images: dict[str, ClinicImage] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    resolver: Resolver = field(default_factory=lambda: Resolver({}, {}))
    ways_in: list[tuple[str, SampleAccess]] = field(default_factory=list)
    structure: Structure | None = None

    @property
    def site(self) -> Structure:
        """The first pages. Raises ValueError before they are made."""
        if self.structure is None:
            raise ValueError("The first pages have not been made yet.")
        return self.structure


def reviewer() -> User:
    """Return the sample account that signs. Raises ValueError if the sample people hold none."""
    user = User.objects.filter(is_sample=True, groups__name=MEDICAL_REVIEWERS).order_by("pk").first()
    if user is None:
        raise ValueError("The sample people hold no medical reviewer.")
    return user


def days_ago(days: int) -> datetime.datetime:
    """Return this moment some days ago."""
    return timezone.now() - datetime.timedelta(days=days)
