"""What the tests of the review begin with."""

from tests.worlds import lent

clinic = lent("tests.review.clinic:Clinic")  # nothing goes live unsigned; one signed article, and who works on it
