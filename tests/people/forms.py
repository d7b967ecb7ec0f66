"""What a browser sends from the person form."""

from typing import Any

from clinic.people.models import Credential, Disclosure, Person

CREDENTIAL_FIELDS = (
    "kind", "title", "issuer", "jurisdiction", "number",
    "valid_from", "valid_until", "checked_by", "checked_where", "checked_on",
)  # fmt: skip


def person_data(person: Person | None = None, **changes: Any) -> dict[str, Any]:
    """Return the form's data as it stands for ``person``, or for a new one, with ``changes``.

    The credentials of ``person`` are rows 0, 1, … by id: ``{"credentials-0-number": "MD2"}``.
    """
    names = ("name", "post_nominals", "job_title", "specialties", "portrait", "user", "orcid", "npi", "left_on")
    data: dict[str, Any] = {name: _sent(person and person.serializable_value(name)) for name in names}
    credentials = list(person.credentials.order_by("pk")) if person else []
    disclosures = list(person.disclosures.order_by("pk")) if person else []
    data |= _rows("credentials", credentials, CREDENTIAL_FIELDS)
    data |= _rows("disclosures", disclosures, ("text", "declared_on"))
    return {**data, **changes}


def added_credential(index: int, **changes: Any) -> dict[str, Any]:
    """Return the data of one more credential, to be merged into ``person_data()`` of someone who has ``index``."""
    values = {
        "kind": "licence",
        "title": "Physician and surgeon",
        "issuer": "Oregon Medical Board",
        "jurisdiction": "Oregon",
        "number": "MD777",
        "valid_from": "2026-01-01",
        "valid_until": "2030-01-01",
        "checked_by": "Sam Clerk",
        "checked_where": "The board's public register",
        "checked_on": "2026-01-02",
        **changes,
    }
    row = {f"credentials-{index}-{name}": value for name, value in values.items()}
    return {**row, f"credentials-{index}-id": "", "credentials-TOTAL_FORMS": str(index + 1)}


def _rows(prefix: str, rows: list[Credential] | list[Disclosure], names: tuple[str, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": str(len(rows)),
        f"{prefix}-INITIAL_FORMS": str(len(rows)),
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(rows):
        data[f"{prefix}-{number}-id"] = str(row.pk)
        data |= {f"{prefix}-{number}-{name}": _sent(row.serializable_value(name)) for name in names}
    return data


def _sent(value: Any) -> str:
    return "" if value is None else str(value)
