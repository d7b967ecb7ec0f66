"""Take the pictures anew, of a sample site of their own: `python -m tests.bench.pictures [NAME …]`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

from clinic.first_run import complete_environment
from tests.bench.serving import OwnSite, own_site


@contextmanager
def _set_up(site: OwnSite) -> Iterator[None]:
    """Have Django work on the site's own database, with its keys."""
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DATA_DIR": str(site.folder),
        "SITE_URL": site.url,
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "clinic.settings.base",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright runs an event loop around synchronous code
    }
    with complete_environment():
        django.setup()
        yield


def main() -> None:
    """Set the site up and take its pictures, all or those that are named."""
    # By name, because browsers know passkeys only under a name.
    with own_site("localhost") as site, _set_up(site):
        from tests.bench.pictures.taking import take_all

        take_all(site.url, set(sys.argv[1:]))


if __name__ == "__main__":
    main()
