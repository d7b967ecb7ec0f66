"""What the tests of the review share: a clinic in which nothing goes live unsigned."""

from typing import Any

import pytest


@pytest.fixture
def clinic(db: None, settings: Any, tmp_path: Any) -> Any:
    """A site with one signed article, a reviewer, an editor and an author."""
    from tests.review.clinic import Clinic

    settings.MEDIA_ROOT = tmp_path
    return Clinic()
