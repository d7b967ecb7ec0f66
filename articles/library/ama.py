"""Citing a source as the AMA Manual of Style, 11th edition, chapter 3, prints it.

Two things differ on purpose: journals keep their full names, which lay readers can look up, and DOI, PubMed ID and
address of a source are links after the citation rather than words in it.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.library.authors import read_authors
from articles.library.models import EvidenceKind

_MOST_AUTHORS = 6  # with more, the first three and "et al" are given (AMA 3.7)
_KEPT_AUTHORS = 3
_STOPPED = re.compile(r"[.?!…][\"'\u201d\u2019»)\]]*$")  # a closing quotation mark or bracket may follow the stop


def authors(text: str) -> str:
    """Return an author list as AMA prints it, without a closing stop: people first, then groups after a semicolon.

    A list that was given with "et al" has more authors than it names, so it is cut like any long one.
    """
    listed = read_authors(text)
    names = "; ".join(part for part in (", ".join(_kept(listed.people, listed.shortened)), *listed.groups) if part)
    return f"{names}, et al" if _is_shortened(listed.people, listed.shortened) else names


def own_page(
    *,
    names: Sequence[str],
    title: str,
    site: str,
    published: datetime.date,
    updated: datetime.date,
    edition: int,
    address: str,
) -> str:
    """Return how one edition of a page of this site is cited (AMA 3.15.3), as plain text.

    ``names`` stay as they are printed, because nobody has said which word of them is the family name. The edition,
    which never changes, takes the place of the day on which the page was read.
    """
    listed = ", ".join(_kept(names)) + (", et al" if _is_shortened(names) else "")
    sentences = [listed, title, site, _("Published %(day)s") % {"day": _day(published)}]
    if updated != published:
        sentences.append(_("Updated %(day)s") % {"day": _day(updated)})
    sentences.append(_("Edition %(number)s") % {"number": edition})
    return " ".join([*(_stop(sentence) for sentence in sentences if sentence), address])


def citation(reference: Mapping[str, Any]) -> SafeString:
    """Return one source as a line of HTML.

    A journal article ends with year, volume and pages (AMA 3.11); a page of an authority with when it was published
    (3.15); a drug label begins with the drug and names the company with the year (3.13). ``accessed_on`` is printed
    where an address stands in for a DOI.
    """
    if reference["kind"] == EvidenceKind.LABEL:
        company = f"{authors(reference['authors'])}; {reference['year']}"
        sentences = [_stop(text) for text in (reference["title"], reference["container"], company)]
    else:
        named = [_stop(text) for text in (authors(reference["authors"]), reference["title"])]
        sentences = [*named, _container(reference), _published(reference)]
    sentences.append(_accessed(reference))
    return format_html_join(" ", "{}", ((sentence,) for sentence in sentences if sentence))


def kind_label(reference: Mapping[str, Any]) -> str:
    """Return the kind of evidence in the reader's language."""
    return str(EvidenceKind(reference["kind"]).label)


def _container(reference: Mapping[str, Any]) -> str:
    text = _stop(reference["container"])
    if not text or _is_page(reference):
        return text
    return format_html("<cite>{}</cite>", text)


def _published(reference: Mapping[str, Any]) -> str:
    year = str(reference["year"])
    if _is_page(reference):
        dated = reference["container"].endswith(year)  # "FDA alert, October 10, 2023" says when already
        return "" if dated else _stop(_("Published %(year)s") % {"year": year})
    volume = f";{reference['volume']}" if reference["volume"] else ""
    pages = f":{reference['pages']}" if reference["pages"] else ""
    return _stop(f"{year}{volume}{pages}")


def _accessed(reference: Mapping[str, Any]) -> str:
    if not reference["accessed_on"] or not reference["url"] or reference["doi"]:
        return ""
    return _stop(_("Accessed %(day)s") % {"day": _day(datetime.date.fromisoformat(reference["accessed_on"]))})


def _day(day: datetime.date) -> str:
    return date_format(day, pgettext("a day in a list of sources", "F j, Y"))


def _is_shortened(people: Sequence[str], shortened: bool = False) -> bool:
    return shortened or len(people) > _MOST_AUTHORS


def _kept(people: Sequence[str], shortened: bool = False) -> Sequence[str]:
    return people[:_KEPT_AUTHORS] if _is_shortened(people, shortened) else people


def _is_page(reference: Mapping[str, Any]) -> bool:
    """Whether it is a page of an authority rather than an article in a journal of one, such as MMWR."""
    return reference["kind"] == EvidenceKind.GOVERNMENT and not (reference["volume"] or reference["pages"])


def _stop(text: str) -> str:
    return text if not text or _STOPPED.search(text) else f"{text}."
