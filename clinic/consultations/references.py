"""The name of a request: random, easy to say on the phone, and wrong ones are noticed.

Seven random characters and a check character of an alphabet without I, L, O, 0 and 1: ``KC-7F4Q-9X2M``. There are 31
characters, a prime, and each place has a weight of its own, so one wrong character or two exchanged never pass.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "KC"
LENGTH = 8
PATTERN = rf"^{PREFIX}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}$"


def new_reference() -> str:
    """Return a random reference, 31 to the 7th (27 billion) of which there are."""
    characters = [secrets.choice(ALPHABET) for _ in range(LENGTH - 1)]
    # The sum with the check character's weight has to be divisible by 31.
    inverse = pow(LENGTH, -1, len(ALPHABET))
    characters.append(ALPHABET[-_weighed("".join(characters)) * inverse % len(ALPHABET)])
    return _written("".join(characters))


def read_reference(text: str) -> str | None:
    """Return what somebody typed as it is stored, or None if it is no reference."""
    found = "".join(character for character in text.upper() if character.isascii() and character.isalnum())
    if len(found) == LENGTH + len(PREFIX):
        found = found.removeprefix(PREFIX)
    if len(found) != LENGTH or not set(found) <= set(ALPHABET) or _weighed(found) % len(ALPHABET):
        return None
    return _written(found)


def _weighed(characters: str) -> int:
    return sum(weight * ALPHABET.index(character) for weight, character in enumerate(characters, start=1))


def _written(characters: str) -> str:
    return f"{PREFIX}-{characters[:4]}-{characters[4:]}"
