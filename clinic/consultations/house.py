"""What this room checks of the house: that somebody answers, and that help in other languages is offered."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from clinic.consultations.language_help import ASKED_FOR
from clinic.consultations.models import IntakeSettings
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


def few_languages(site: Site) -> Iterator[Finding]:
    """Say so where the forms offer help in fewer languages than federal law asks of some clinics."""
    there = len({block.value["language"] for block in IntakeSettings.for_site(site).language_help})
    if there < ASKED_FOR:
        yield Finding(
            _("The forms say in %(there)s of %(asked)s languages that help is free.")
            % {"there": there, "asked": ASKED_FOR},
            _("Recipients of federal health money give this notice in the languages most used in their state."),
            reverse("wagtailsettings:edit", args=("consultations", "intakesettings", site.pk)),
        )
