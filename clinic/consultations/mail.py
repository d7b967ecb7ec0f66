"""The mails about requests. They name the reference alone, and say nothing of a person or a treatment."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from clinic.accounts.models import User
from clinic.accounts.roles import INTAKE_STAFF
from clinic.consultations.keyring import DecryptionError
from clinic.consultations.models import ConsultationRequest, IntakeSettings
from clinic.consultations.services import ACKNOWLEDGED, WAITS
from clinic.core.models import ClinicSettings
from clinic.core.outbox import Letter, writes

logger = logging.getLogger(__name__)

JOINED = "intake_staff_joined"


@writes(JOINED)
def tell_who_joined(about: Mapping[str, Any]) -> Letter | None:
    """Tell Intake staff, the new colleague among them, who can read requests from now on."""
    user = User.objects.filter(pk=about["user"], groups__name=INTAKE_STAFF).first()
    staff = User.objects.filter(groups__name=INTAKE_STAFF, is_active=True).values_list("email", flat=True)
    return Letter(sorted(staff), "intake_staff_joined.txt", {"who": user}) if user else None


@writes(WAITS)
def tell_staff(about: Mapping[str, Any]) -> Letter | None:
    """Tell those who answer that a request waits, each with the link to it; nobody if it was purged meanwhile."""
    request = ConsultationRequest.objects.filter(pk=about["request"]).defer("name", "phone", "email", "answers").first()
    to = _told()
    if request is None or not to:
        return None
    link = f"{settings.SITE_URL}{reverse('wagtailadmin_home')}requests/{request.pk}/"
    context = {"reference": request.reference, "link": link, "quarantined": request.quarantined}
    return Letter(to, "request_waits.txt", context)


@writes(ACKNOWLEDGED)
def acknowledge(about: Mapping[str, Any]) -> Letter | None:
    """Send the reference to the person who asked for that mail, in the language of the form."""
    request = ConsultationRequest.objects.filter(pk=about["request"]).first()
    try:
        address = request.email if request else ""
    except DecryptionError as error:
        logger.error("No mail about a request: %s", error)
        return None
    if request is None or not address:
        return None
    site = Site.objects.get(is_default_site=True)
    with override(request.language):
        context = {
            "reference": request.reference,
            "phone": ClinicSettings.for_site(site).phone,
            "link": f"{settings.SITE_URL}/requests/change/",
        }
        return Letter([address], "request_acknowledged.txt", context)


def _told() -> list[str]:
    """Return whom the settings name, else everybody in Intake staff."""
    named = [address for row in IntakeSettings.objects.all() for address in row.told_addresses]
    staff = User.objects.filter(groups__name=INTAKE_STAFF, is_active=True).values_list("email", flat=True)
    return sorted(set(named or staff))
