"""Identifiers and dates that are wrong are refused before they stand on a page."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from clinic.people.validators import validate_not_in_future, validate_npi, validate_orcid


@pytest.mark.parametrize("value", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_an_orcid_with_its_own_check_digit_is_taken(value: str) -> None:
    validate_orcid(value)


@pytest.mark.parametrize(
    "value",
    ["0000-0002-1825-0098", "0000-0002-1694-2330", "0000000218250097", "0000-0002-1825-009", "0000-0002-1825-009x"],
)
def test_a_mistyped_orcid_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_orcid(value)


@pytest.mark.parametrize("value", ["1234567893", "1245319599", "2000000002"])
def test_an_npi_with_its_own_check_digit_is_taken(value: str) -> None:
    validate_npi(value)


@pytest.mark.parametrize("value", ["1234567890", "3234567893", "123456789", "12345678930", "١٢٣٤٥٦٧٨٩٣"])
def test_a_mistyped_npi_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_npi(value)


@given(position=st.integers(1, 9), step=st.integers(1, 9))
def test_an_npi_with_any_one_digit_changed_is_refused(position: int, step: int) -> None:
    digits = list("1234567893")
    digits[position] = str((int(digits[position]) + step) % 10)
    with pytest.raises(ValidationError):
        validate_npi("".join(digits))


def test_a_day_that_has_not_come_is_refused() -> None:
    with time_machine.travel("2027-03-01 12:00:00Z", tick=False):
        validate_not_in_future(datetime.date(2027, 3, 1))
        with pytest.raises(ValidationError):
            validate_not_in_future(datetime.date(2027, 3, 2))
