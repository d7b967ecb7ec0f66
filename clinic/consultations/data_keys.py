"""Making, opening and destroying the keys that requests are sealed with."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction

from clinic.consultations.encryption import DataKey
from clinic.consultations.keyring import KeyRing, MissingKeyError, place

if TYPE_CHECKING:
    from clinic.consultations.models import WrappedKey


def ring() -> KeyRing:
    """Return the key-encryption keys of this installation."""
    keys: KeyRing = settings.CONSULTATION_KEYS
    return keys


def make_data_key(purpose: str = "request") -> DataKey:
    """Make a key and keep it wrapped, in the current transaction."""
    key = DataKey.new(uuid.uuid4())
    _table().objects.create(id=key.id, purpose=purpose, wrapped=wrap(key), kek_id=ring().newest_id)
    return key


def open_data_key(key_id: uuid.UUID) -> DataKey:
    """Return the key. Raises MissingKeyError where it was destroyed, DecryptionError where it does not unwrap."""
    row = _table().objects.filter(pk=key_id).first()
    if row is None:
        raise MissingKeyError(f"The data key {key_id} is gone.")
    return unwrap(row)


def wrap(key: DataKey) -> bytes:
    """Wrap a data key under the newest key-encryption key, for its own row."""
    return ring().wrap(key.secret, _place(key.id))


def unwrap(row: "WrappedKey") -> DataKey:
    """Return the key of a row. Raises DecryptionError."""
    return DataKey(row.pk, ring().unwrap(bytes(row.wrapped), _place(row.pk)))


def lasting_key(purpose: str, in_use: Callable[[], bool]) -> bytes:
    """Return the one key of a purpose, made when it is first needed.

    Raises MissingKeyError where it is gone although ``in_use``: another would quietly find nothing.
    """
    table = _table()
    row = table.objects.filter(purpose=purpose).first()
    if row is None:
        if in_use():
            raise MissingKeyError(f"The key for {purpose} is gone. Restore the backup of the keys.")
        try:
            with transaction.atomic():
                return make_data_key(purpose).secret
        except IntegrityError:  # another process has just made it
            row = table.objects.get(purpose=purpose)
    return unwrap(row).secret


def index_key() -> bytes:
    """Return the key of the blind index, which throttling uses as well."""
    return lasting_key("index", apps.get_model("consultations", "ContactIndex").objects.exists)


def seal_key() -> bytes:
    """Return the key that signs the audit's heads."""
    return lasting_key("seal", apps.get_model("consultations", "AuditSeal").objects.exists)


def _table() -> "type[WrappedKey]":
    # The models are made of fields that open keys, so their modules cannot be imported by this one.
    return apps.get_model("consultations", "WrappedKey")


def _place(key_id: uuid.UUID) -> str:
    return place("consultations_wrappedkey", key_id, "wrapped")
