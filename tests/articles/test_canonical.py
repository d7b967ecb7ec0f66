"""The canonical form: the same content gives the same bytes, and so the same digest."""

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.editions.canonical import canonical, digest

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
CONTENT = st.dictionaries(
    TEXT,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


def test_keys_are_sorted_and_nothing_is_escaped_without_need() -> None:
    assert canonical({"b": "\u20ac/<", "a": [1, True, None]}) == '{"a":[1,true,null],"b":"€/<"}'


def test_keys_are_sorted_by_utf16_code_units_as_rfc_8785_says() -> None:
    assert canonical({"\uffe5": 1, "\U0001f600": 2, "\u20ac": 3}) == '{"€":3,"😀":2,"\uffe5":1}'


def test_the_same_letters_in_two_encodings_are_the_same_words() -> None:
    assert canonical({"text": "Sen\u0303or"}) == canonical({"text": "Se\u00f1or"})


@given(CONTENT)
def test_canonical_text_is_valid_json_of_the_normalised_content(content: dict[str, object]) -> None:
    text = canonical(content)
    assert canonical(json.loads(text)) == text
    assert unicodedata.is_normalized("NFC", text)


@given(CONTENT)
def test_the_order_of_keys_changes_nothing(content: dict[str, object]) -> None:
    assert canonical(dict(reversed(content.items()))) == canonical(content)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**60])
def test_what_json_cannot_hold_exactly_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the library's words are not ours to pin
        canonical({"value": value})


def test_the_digest_is_sha256_of_the_utf8_bytes() -> None:
    assert digest("€") == hashlib.sha256(b"\xe2\x82\xac").hexdigest()
