"""What every room shares."""

from clinic.core.models.documents import ClinicDocument
from clinic.core.models.frame import Notice, SiteFrame
from clinic.core.models.images import ClinicImage, ClinicRendition
from clinic.core.models.locations import Location
from clinic.core.models.outbox import OwedMail
from clinic.core.models.pages import BasePage
from clinic.core.models.settings import ClinicSettings
from clinic.core.models.tally import Tally

__all__ = [
    "BasePage",
    "ClinicDocument",
    "ClinicImage",
    "ClinicRendition",
    "ClinicSettings",
    "Location",
    "Notice",
    "OwedMail",
    "SiteFrame",
    "Tally",
]
