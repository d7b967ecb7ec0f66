"""Reading a list of authors as it is printed, whether of people or of organisations."""

import re
from dataclasses import dataclass

_SHORTENED = re.compile(r"[,;]?\s*\b(?:et al\b\.?|and others\b\.?)\s*$", re.IGNORECASE)
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"}
_MOST_INITIALS = 5  # with a hyphen: "J-P"


@dataclass(frozen=True)
class Authors:
    """People in the order given, the groups named after them, and whether the list itself leaves somebody out."""

    people: tuple[str, ...]
    groups: tuple[str, ...]
    shortened: bool

    @property
    def first(self) -> str:
        """The family name of the first person, or the first group's name."""
        return family_name(self.people[0]) if self.people else next(iter(self.groups), "")


def read_authors(text: str) -> Authors:
    """Read "Family AB, Family CD Jr, et al." and "Family AB; Name of a Group".

    A comma parts two names only after a person's initials, so "Centers for Disease Control, Atlanta" is one name.
    """
    text = " ".join(text.split())
    listed = _SHORTENED.sub("", text)
    names = [name for part in listed.split(";") for name in _names(part)]
    return Authors(
        people=tuple(name for name in names if family_name(name)),
        groups=tuple(name for name in names if not family_name(name)),
        shortened=listed != text,
    )


def family_name(name: str) -> str:
    """Return the family name of "van Rijnsoever E" or "Zarate CA Jr"; empty if that is no person's name."""
    words = name.split()
    if len(words) > 1 and words[-1].rstrip(".").lower() in _SUFFIXES:
        words.pop()
    initials = words[-1].replace("-", "") if words else ""
    is_person = len(words) > 1 and initials.isalpha() and initials.isupper() and len(words[-1]) <= _MOST_INITIALS
    return " ".join(words[:-1]) if is_person and "," not in name else ""


def _names(part: str) -> list[str]:
    names: list[str] = []
    pending = ""
    for piece in part.split(","):
        pending = f"{pending},{piece}" if pending else piece.strip()
        if family_name(pending):
            names.append(pending)
            pending = ""
    return [*names, pending.strip().rstrip(".,")] if pending.strip() else names
