"""For the tests: the same settings with cheap password hashes, mail in memory and no file fingerprints."""

import os

# The tests' conftest sets DATABASE_URL and DATA_DIR; type checkers read settings without them.
os.environ.setdefault("DATABASE_URL", "postgresql:///clinic")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 5)
os.environ.setdefault("CONSULTATION_KEYS", "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from clinic.settings.base import *  # noqa: F403 -- the environment must be set first
from clinic.settings.base import DATABASES, STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}"}  # whatever name is tested on
