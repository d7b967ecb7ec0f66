"""Citing a source as the AMA Manual of Style, 11th edition, chapter 3, prints it.

Two things differ on purpose: journals keep their full names, which lay readers can look up, and DOI, PubMed ID and
address are links after the citation rather than words in it.
"""

import datetime
import re
from collections.abc import Mapping
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
    people = list(listed.people)
    shortened = listed.shortened or len(people) > _MOST_AUTHORS
    if shortened:
        people = people[:_KEPT_AUTHORS]
    names = "; ".join(part for part in (", ".join(people), *listed.groups) if part)
    return f"{names}, et al" if shortened else names


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
    day = datetime.date.fromisoformat(reference["accessed_on"])
    return _stop(_("Accessed %(day)s") % {"day": date_format(day, pgettext("a day in a list of sources", "F j, Y"))})


def _is_page(reference: Mapping[str, Any]) -> bool:
    """Whether it is a page of an authority rather than an article in a journal of one, such as MMWR."""
    return reference["kind"] == EvidenceKind.GOVERNMENT and not (reference["volume"] or reference["pages"])


def _stop(text: str) -> str:
    return text if not text or _STOPPED.search(text) else f"{text}."
