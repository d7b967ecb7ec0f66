"""The clinic's own pages."""

from clinic.pages.models.care import (
    ConditionContributor,
    ConditionCorrection,
    ConditionIndexPage,
    ConditionPage,
    ServiceContributor,
    ServiceCorrection,
    ServiceIndexPage,
    ServicePage,
)
from clinic.pages.models.home import HomePage
from clinic.pages.models.locations import LocationIndexPage, LocationPage
from clinic.pages.models.questions import QuestionsPage
from clinic.pages.models.text import AccessibilityPage, ContactPage, StandardPage

__all__ = [
    "AccessibilityPage",
    "ConditionContributor",
    "ConditionCorrection",
    "ConditionIndexPage",
    "ConditionPage",
    "ContactPage",
    "HomePage",
    "LocationIndexPage",
    "LocationPage",
    "QuestionsPage",
    "ServiceContributor",
    "ServiceCorrection",
    "ServiceIndexPage",
    "ServicePage",
    "StandardPage",
]
