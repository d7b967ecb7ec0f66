"""The site's addresses with Wagtail's API v3 switched on, to be attacked."""

from django.urls import path
from wagtail.api.v3.urls import api

from clinic.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [path("api/v3/", api.urls), *urlpatterns]
