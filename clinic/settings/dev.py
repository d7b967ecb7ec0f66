"""For writing code: errors in the browser, and nothing to build. Never for a host that others reach."""

from clinic.settings.base import *  # noqa: F403 -- settings modules extend each other this way
from clinic.settings.base import STORAGES

DEBUG = True
ROOT_URLCONF = "clinic.gallery.urls"  # the site's own, and every component in every state at /components/
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
