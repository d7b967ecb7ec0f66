"""The fixtures of the publication and of the library, on which finding is tested."""

from tests.articles.conftest import publication
from tests.library.conftest import shelf, signed_in

__all__ = ["publication", "shelf", "signed_in"]
