"""What a reviewer declares by signing. The words are kept with each sign-off, so a new wording gets a new version."""

from django.utils.translation import gettext_lazy as _

DECLARATION_VERSION = "1"
DECLARATION = _(
    "I have read this edition as readers will see it. To the best of my professional knowledge its medical statements"
    " are accurate, its sources support them, and its risks are given as plainly as its benefits. I had no part in"
    " writing or editing it, and I hold the licence named here."
)
