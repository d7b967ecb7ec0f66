"""A person with everything that their page prints, in one query.

The rows that hang on a person come as JSON of PostgreSQL's making instead of in a query for each table, and are put
where a query would have put them: ``person.credentials.all()`` and ``person.disclosures.all()`` then cost nothing.
"""

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from clinic.people.models.credential import Credential
from clinic.people.models.disclosure import Disclosure
from clinic.people.models.person import Person

RowT = TypeVar("RowT", Credential, Disclosure)


def with_records(rows: Any, person: str = "pk") -> Any:
    """Return the query set with the records of the people at the end of ``person``, for ``take_records``."""
    return rows.annotate(credential_rows=_rows_of(Credential, person), disclosure_rows=_rows_of(Disclosure, person))


def take_records(person: Person, row: Any) -> Person:
    """Give ``person`` the records that ``row`` was fetched with."""
    person.credentials.set([_instance(Credential, values) for values in row.credential_rows])
    person.disclosures.set([_instance(Disclosure, values) for values in row.disclosure_rows])
    return person


def person_with_records(person_id: int) -> Person:
    """Return a person with records. Raises Person.DoesNotExist."""
    person = with_records(Person.objects.filter(pk=person_id)).get()
    return take_records(person, person)


def _rows_of(model: type[models.Model], person: str) -> ArraySubquery:
    columns = {field.attname: field.attname for field in model._meta.concrete_fields}
    return ArraySubquery(model._default_manager.filter(person=OuterRef(person)).values(row=JSONObject(**columns)))


def _instance(model: type[RowT], values: dict[str, Any]) -> RowT:
    fields = model._meta.concrete_fields
    return model.from_db(None, [f.attname for f in fields], [f.to_python(values[f.attname]) for f in fields])
