"""Wagtail's public addresses, with our faster way to a page."""

from django.urls import URLPattern, re_path
from wagtail.urls import serve_pattern
from wagtail.urls import urlpatterns as wagtail_urlpatterns

from clinic.core.routing import serve

urlpatterns: list[URLPattern] = [
    *(pattern for pattern in wagtail_urlpatterns if pattern.name != "wagtail_serve"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
