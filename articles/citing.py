"""Citing a page of this site: as the AMA prints it, and as a file that reference managers read.

What is cited is one edition, at an address that keeps showing it: the page while it is current, and the same words
marked as superseded afterwards. Nothing is said that is not certain.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from articles.library import ama
from articles.review.record import EDITION

if TYPE_CHECKING:
    from articles.reading import Reading


@dataclass(frozen=True)
class Citation:
    """What there is to cite of one edition. ``names`` are its authors as they are printed."""

    names: tuple[str, ...]
    title: str
    site: str
    language: str
    published: datetime.date
    updated: datetime.date
    edition: int
    address: str

    @property
    def ama(self) -> str:
        """The citation in AMA style, as plain text."""
        return ama.own_page(
            names=self.names,
            title=self.title,
            site=self.site,
            published=self.published,
            updated=self.updated,
            edition=self.edition,
            address=self.address,
        )

    @property
    def ris(self) -> str:
        """The citation in RIS (Research Information Systems): a tag, two blanks, a hyphen and a blank in each line."""
        lines = [
            ("TY", "ELEC"),  # a web page
            *(("AU", name) for name in self.names),
            ("TI", self.title),
            ("T2", self.site),
            ("PB", self.site),
            ("PY", f"{self.updated:%Y}"),
            ("DA", f"{self.updated:%Y/%m/%d}"),
            ("ET", str(self.edition)),
            ("LA", self.language),
            ("UR", self.address),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value or tag == "ER")


def citation_of(context: Mapping[str, Any]) -> Citation | None:
    """Return how the edition of an ``edition_context()`` is cited; None for a draft or a page without an address."""
    reading: Reading = context["edition"]
    if reading.number is None or not context["path"]:
        return None
    texts, dates = context["frame"].texts, context["dates"]
    return Citation(
        names=tuple(byline.name for byline in context["bylines"].get("author", [])),
        title=reading.content["title"],
        site=texts.clinic_name if texts else "",
        language=reading.content["language"],
        published=timezone.localdate(dates["published"]),
        updated=timezone.localdate(dates["updated"]),
        edition=reading.number,
        address=f"{settings.SITE_URL}{context['path']}{EDITION}{reading.number}/",
    )


def _one_line(text: str) -> str:
    """Return a text without line breaks and other control characters, which would end its line early."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
