"""What the tests of the publication begin with."""

from tests.worlds import lent

publication = lent("tests.articles.publication:Publication")  # a site with an empty list of articles
piece = lent("tests.articles.piece:make_piece")  # a draft where nothing goes live unsigned, its author, an editor
