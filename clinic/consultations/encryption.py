"""Sealing the words of a request: AES-256-GCM under a data key of its own, bound to the place where they stand.

A sealed value is: version (1 byte), id of the data key (16), nonce (12), ciphertext with its tag. Table, row, field and
the head are associated data, so that a value moved elsewhere does not open. What does not open raises.
"""

import os
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from clinic.consultations.keyring import KEY_BYTES, NONCE_BYTES, DecryptionError, place

VERSION = b"\x01"
HEAD_BYTES = len(VERSION) + 16


@dataclass(frozen=True)
class DataKey:
    """The key of one request. Its ``repr`` tells the id alone, lest it stand in an error report."""

    id: UUID
    secret: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.id})"

    @classmethod
    def new(cls, key_id: UUID) -> "DataKey":
        """Make a random key."""
        return cls(key_id, os.urandom(KEY_BYTES))


@dataclass(frozen=True)
class Sealed:
    """A value as the database holds it."""

    data: bytes


def seal(key: DataKey, where: str, text: str) -> bytes:
    """Encrypt ``text`` for the place ``where`` (see ``keyring.place``)."""
    head = VERSION + key.id.bytes
    nonce = os.urandom(NONCE_BYTES)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, text.encode(), head + where.encode())


def unseal(key: DataKey, where: str, sealed: bytes) -> str:
    """Return the text. Raises DecryptionError if it was changed, moved, cut or sealed with another key."""
    head, nonce, data = sealed[:HEAD_BYTES], sealed[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES], sealed[HEAD_BYTES:]
    if head != VERSION + key.id.bytes:
        raise DecryptionError(f"{_spoken(where)} is sealed with another key or format.")
    try:
        return AESGCM(key.secret).decrypt(nonce, data[NONCE_BYTES:], head + where.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise DecryptionError(f"{_spoken(where)} was changed or moved.") from error


def _spoken(where: str) -> str:
    table, row, field = where.split("\0")
    return f"The field {field} of {table} {row}"


class SealedAttribute(DeferredAttribute):
    """Opens a value when it is read, once, and keeps what is written until it is saved."""

    field: "SealedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """Return the text. Raises DecryptionError; never returns ciphertext or an empty text instead."""
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = unseal(instance.data_key, self.field.place_on(instance), value.data)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """Keep what is written; having this method puts ``__get__`` before the instance's own dictionary."""
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]  # Django's takes none at run time
    """A text that the database holds sealed. Its model has ``data_key`` and a primary key known before saving.

    An empty text is sealed as well, so that nobody sees which answers were left out. There is no looking anything up
    by it, and no ``update()`` of it: only ``save`` and ``bulk_create`` know the row.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, **kwargs})

    def place_on(self, instance: models.Model) -> str:
        """Name the one place where this value of ``instance`` may be opened."""
        return place(instance._meta.db_table, instance.pk, self.attname)

    def from_db_value(self, value: bytes | memoryview | None, *_: Any) -> Sealed | None:
        """Keep what the database holds sealed until somebody reads it."""
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:  # noqa: ARG002 -- Django's signature
        """Return what to store: as it was if nobody wrote to it, else sealed anew."""
        value = model_instance.__dict__[self.attname]
        if isinstance(value, Sealed):
            return value.data
        return seal(model_instance.data_key, self.place_on(model_instance), value)  # type: ignore[attr-defined]  # every model with such a field has it

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Refuse plain text. Raises TypeError: a place outside of a row cannot be sealed for."""
        if value is not None and not isinstance(value, bytes):
            raise TypeError(f"{self.name} is sealed: it is saved with its row, and not looked up.")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Know no comparison, because the same text is never sealed alike."""
        return None if lookup_name != "isnull" else super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse to be written into a fixture. Raises TypeError."""
        raise TypeError(f"{self.name} of {obj._meta.label} is sealed and is not serialized.")
