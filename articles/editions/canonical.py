"""The one form in which an edition's content is written down, so that it can be hashed and signed.

RFC 8785 (JSON Canonicalization Scheme) over strings in Unicode NFC: equal content gives equal bytes.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

import rfc8785

FORM = "v1"


def canonical(content: Mapping[str, Any]) -> str:
    """Return ``content`` as canonical JSON text. Raises ValueError on what JSON cannot hold exactly."""
    try:
        return rfc8785.dumps(_nfc(content)).decode()
    except rfc8785.CanonicalizationError as error:
        raise ValueError(str(error)) from error


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_nfc(key): _nfc(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_nfc(item) for item in value]
    return value
