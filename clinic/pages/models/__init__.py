"""The clinic's own pages."""

from clinic.pages.models.home import HomePage
from clinic.pages.models.locations import LocationIndexPage, LocationPage
from clinic.pages.models.text import ContactPage, StandardPage

__all__ = ["ContactPage", "HomePage", "LocationIndexPage", "LocationPage", "StandardPage"]
