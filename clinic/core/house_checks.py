"""What a clinic's site still lacks, named one by one for those who can mend it. One registry for every room.

A room registers a check in its AppConfig's ``ready()``::

    register_house_check(missing_policies)  # (Site) -> an iterable of Finding

A check reads the database as it is and finds nothing where nothing is wrong. It costs a few queries whatever there is,
since it runs whenever a Site manager opens the admin.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.models import Site


@dataclass(frozen=True)
class Finding:
    """One thing that is missing: a sentence, why it matters, and the address in the admin at which it is mended."""

    sentence: str
    why: str
    url: str


HouseCheck = Callable[[Site], Iterable[Finding]]

_checks: list[HouseCheck] = []


def register_house_check(check: HouseCheck) -> HouseCheck:
    """Have ``check`` asked whenever the house is looked at; usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def findings(site: Site) -> list[Finding]:
    """Return what all rooms find missing, in the order in which they registered."""
    return [finding for check in _checks for finding in check(site)]
