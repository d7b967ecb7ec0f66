"""Addresses of what helps to find things: for visitors in each language, for robots once."""

from django.urls import path

from clinic.finding.sitemaps import robots, sitemap, sitemap_index
from clinic.finding.views import search, suggest

urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggestions/", suggest, name="search_suggestions"),
]

for_robots = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", sitemap, name="sitemap"),
]
