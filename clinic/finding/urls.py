"""Addresses of what helps to find things, in each language."""

from django.urls import path

from clinic.finding.views import search, suggest

urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggestions/", suggest, name="search_suggestions"),
]
