"""What the tests of the publication share."""

from typing import Any

import pytest


@pytest.fixture
def publication(db: None, settings: Any, tmp_path: Any) -> Any:
    """A site with an empty list of articles, whose files are thrown away."""
    from tests.articles.publication import Publication

    settings.MEDIA_ROOT = tmp_path
    return Publication()
