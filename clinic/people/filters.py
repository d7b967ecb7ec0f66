"""Finding people in the admin by licence and by whether they are still here."""

from typing import ClassVar

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from clinic.people.models import Person
from clinic.people.models.person import PersonQuerySet
from clinic.people.queries import LicenceStatus


class PersonFilterSet(WagtailFilterSet):
    """By licence, and by having left."""

    licence = django_filters.ChoiceFilter(label=_("Licence"), choices=LicenceStatus, method="filter_licence")
    left = django_filters.BooleanFilter(label=_("Left"), method="filter_left")

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = []

    def filter_licence(self, people: PersonQuerySet, _name: str, status: str) -> PersonQuerySet:
        """Keep those whose licence stands so today."""
        return people.by_licence(LicenceStatus(status))

    def filter_left(self, people: PersonQuerySet, _name: str, left: bool) -> PersonQuerySet:
        """Keep those who have left, or those who have not."""
        return people.filter(left_on__lte=timezone.localdate()) if left else people.present()
