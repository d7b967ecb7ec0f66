"""What identifiers and dates must satisfy, whoever enters them."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ORCID_PATTERN = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
NPI_PATTERN = re.compile(r"[12]\d{9}", re.ASCII)
NPI_PREFIX = "80840"  # health applications in the United States, by ISO/IEC 7812


def validate_orcid(value: str) -> None:
    """Refuse what is not an ORCID iD: four groups of four, the last character by ISO 7064 MOD 11-2."""
    if not ORCID_PATTERN.fullmatch(value):
        raise ValidationError(_("Give the sixteen digits in groups of four, as in 0000-0002-1825-0097."))
    characters = value.replace("-", "")
    total = 0
    for digit in characters[:-1]:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    if characters[-1] != ("X" if result == 10 else str(result)):
        raise ValidationError(
            _("This is no ORCID iD: its last digit does not fit the others. Look for a typing error.")
        )


def validate_npi(value: str) -> None:
    """Refuse what is not a National Provider Identifier: ten digits, checked by Luhn's rule with 80840 in front."""
    if not NPI_PATTERN.fullmatch(value):
        raise ValidationError(_("Give ten digits, the first of them 1 or 2."))
    total = 0
    for position, digit in enumerate(reversed(NPI_PREFIX + value)):
        doubled = int(digit) * (1 + position % 2)
        total += doubled - 9 if doubled > 9 else doubled
    if total % 10:
        raise ValidationError(_("This is no NPI: its last digit does not fit the others. Look for a typing error."))


def validate_not_in_future(value: datetime.date) -> None:
    """Refuse a day that has not come yet in the site's time zone."""
    if value > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))
