"""Wagtail's public addresses, with our faster way to a page."""

from django.urls import URLPattern, re_path
from wagtail.urls import serve_pattern
from wagtail.urls import urlpatterns as wagtail_urlpatterns

from clinic.core.routing import serve

# A page may answer for a file one step below its own address; Wagtail's pattern knows no dots.
FILE_BELOW = r"^((?:[\w\-]+/)+[\w\-]+\.(?:jpg|json|ris))$"

urlpatterns: list[URLPattern] = [
    *(pattern for pattern in wagtail_urlpatterns if pattern.name != "wagtail_serve"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
    re_path(FILE_BELOW, serve, name="file_below_page"),
]
