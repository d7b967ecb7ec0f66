"""What the tests of the publication share."""

from typing import Any

import pytest


@pytest.fixture
def publication(db: None, settings: Any, tmp_path: Any) -> Any:
    """A site with an empty list of articles, whose files are thrown away."""
    from tests.articles.publication import Publication

    settings.MEDIA_ROOT = tmp_path
    return Publication()


@pytest.fixture
def piece(publication: Any) -> Any:
    """A draft in a clinic where nothing goes live unsigned, with its author and an editor."""
    from clinic.accounts.roles import AUTHORS, EDITORS
    from tests.articles.piece import Piece
    from tests.articles.publication import allow_unsigned
    from tests.factories import UserFactory

    allow_unsigned(False)
    author = UserFactory(groups=[AUTHORS])
    article = publication.article()
    article.owner = author
    article.save()
    article.save_revision(user=author)
    return Piece(article, author, UserFactory(groups=[EDITORS]))
