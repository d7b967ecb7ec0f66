"""What this room checks of the house: that somebody answers."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from clinic.consultations.permissions import staff
from clinic.core.house_checks import Finding


def nobody_answers(site: Site) -> Iterator[Finding]:  # noqa: ARG001 -- every check is given the site
    """Say so while the forms take requests that nobody may open."""
    if not staff().exists():
        yield Finding(
            _("Nobody is in the group Intake staff."),
            _("Requests from the public come in, and nobody can read or answer them."),
            reverse("wagtailusers_users:index"),
        )
