"""The site's addresses with the gallery before them."""

from django.urls import URLPattern, URLResolver, path

from clinic.gallery.views import gallery
from clinic.urls import handler404
from clinic.urls import urlpatterns as of_the_site

__all__ = ["handler404", "urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [path("components/", gallery, name="gallery"), *of_the_site]
