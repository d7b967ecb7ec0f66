"""The key-encryption keys: which there are, and wrapping data keys with them. Knows nothing of Django.

A key is 32 random bytes, written as base64url. Its id is the beginning of a digest of it, so that nobody has to name
keys, and a key that is missing can be told from one that is wrong.
"""

import binascii
import hashlib
import os
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
KEY_ID_BYTES = 8
NONCE_BYTES = 12
WRAPPING_VERSION = b"\x01"
FROM_FILE = "file:"


class DecryptionError(Exception):
    """Something sealed cannot be opened: another key, another place, or not as it was written."""


class MissingKeyError(DecryptionError):
    """The key that something was sealed with is not there."""


@dataclass(frozen=True)
class KeyRing:
    """All key-encryption keys, newest first. New data keys are wrapped by the first."""

    secrets: tuple[bytes, ...]

    @cached_property
    def by_id(self) -> dict[str, bytes]:
        """Return the keys by their ids."""
        return {key_id(secret): secret for secret in self.secrets}

    @property
    def newest_id(self) -> str:
        """Return the id of the key that wraps what is new."""
        return key_id(self.secrets[0])

    def wrap(self, secret: bytes, place: str) -> bytes:
        """Encrypt a data key under the newest key, bound to ``place``: version, key id, nonce, ciphertext."""
        head = WRAPPING_VERSION + bytes.fromhex(self.newest_id)
        nonce = os.urandom(NONCE_BYTES)
        return head + nonce + AESGCM(self.secrets[0]).encrypt(nonce, secret, head + place.encode())

    def unwrap(self, wrapped: bytes, place: str) -> bytes:
        """Return the data key. Raises MissingKeyError without its key, DecryptionError if it was changed or moved."""
        end = len(WRAPPING_VERSION) + KEY_ID_BYTES
        head, nonce, sealed = wrapped[:end], wrapped[end : end + NONCE_BYTES], wrapped[end + NONCE_BYTES :]
        if len(wrapped) <= end + NONCE_BYTES or not head.startswith(WRAPPING_VERSION):
            raise DecryptionError("This is not a wrapped key.")
        secret = self.by_id.get(head[len(WRAPPING_VERSION) :].hex())
        if secret is None:
            raise MissingKeyError("The key-encryption key of this data key is not among CONSULTATION_KEYS.")
        try:
            return AESGCM(secret).decrypt(nonce, sealed, head + place.encode())
        except InvalidTag as error:
            raise DecryptionError("A wrapped key was changed or moved.") from error


def key_id(secret: bytes) -> str:
    """Return the id of a key-encryption key: 16 hexadecimal digits that tell nothing of it."""
    return hashlib.sha256(b"clinic.consultations key id\0" + secret).digest()[:KEY_ID_BYTES].hex()


def read_keys(value: str) -> KeyRing:
    """Read CONSULTATION_KEYS: keys separated by commas or white space, or ``file:`` and a path to a file of them.

    Raises ValueError, with words for whoever set it.
    """
    if value.startswith(FROM_FILE):
        path = Path(value.removeprefix(FROM_FILE))
        try:
            value = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"the file {path} cannot be read") from error
    keys = tuple(_read_key(text) for text in value.replace(",", " ").split())
    if not keys:
        raise ValueError("give at least one key; manage.py make_consultation_key prints one")
    if len(set(keys)) < len(keys):
        raise ValueError("the same key is given twice")
    return KeyRing(keys)


def _read_key(text: str) -> bytes:
    try:
        secret = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise ValueError("a key is 43 characters, as manage.py make_consultation_key prints them")
    if len(set(secret)) < KEY_BYTES // 4:
        raise ValueError("a key is not random; use manage.py make_consultation_key")
    return secret


def place(table: str, row: object, field: str) -> str:
    """Name the one place at which something sealed may be opened."""
    return "\0".join((table, str(row), field))
