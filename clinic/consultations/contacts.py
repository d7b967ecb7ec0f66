"""How somebody is reached, in the one form in which it is kept and found again."""

import hashlib
import hmac

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

HOME_REGION = "US"


def read_phone(text: str) -> str:
    """Return a phone number as E.164. Raises ValidationError, with a sentence, for what cannot be one.

    Numbers of the right length count, so that the invented 555-01xx ones of samples do.
    """
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Enter a phone number with its area code, like (206) 555-0142.")) from error
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise ValidationError(_("Enter a phone number with its area code, like (206) 555-0142."))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown_phone(number: str) -> str:
    """Return an E.164 number as people at home write it; with its country's code if it is from elsewhere."""
    parsed = phonenumbers.parse(number, None)
    at_home = parsed.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, style))


def read_email(text: str) -> str:
    """Return an address in small letters. Raises ValidationError, with a sentence, for what cannot be one."""
    try:
        validate_email(text.strip())
    except ValidationError as error:
        raise ValidationError(_("Enter an e-mail address with an @, like name@example.org.")) from error
    return text.strip().lower()


def blind_index(key: bytes, kind: str, contact: str) -> bytes:
    """Return what a contact is found by: a keyed hash. Whoever has the key can try all numbers of an area."""
    return hmac.digest(key, f"{kind}\0{contact}".encode(), hashlib.sha256)
