"""What articles say of approval by themselves, from the signed statuses of the treatments that they are about."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.editions.citations import cited_keys, source_keys
from articles.editions.freezing import Freezer

Row = Mapping[str, Any]


def status_notice(treatments: Sequence[UUID], indications: Sequence[str], freezer: Freezer) -> list[dict[str, str]]:
    """Return, for each treatment with a status for one of these uses, ``key``, ``treatment`` (its name) and ``html``.

    The order is that of names. Read from the treatments' current editions: a draft says nothing to readers.
    """
    found = freezer.treatments(treatments)
    rows = []
    for key, content in sorted(found.items(), key=lambda item: item[1]["title"].casefold()):
        html = status_html(content, indications, partial(freezer.adopt, content=content))
        if html:
            rows.append({"key": str(key), "treatment": content["title"], "html": html})
    return rows


def status_html(content: Mapping[str, Any], indications: Sequence[str], adopt: Callable[[str], str]) -> str:
    """Return the sentences on a treatment's standing for some uses; empty if nothing is on record.

    ``content`` is an edition of the treatment; ``adopt`` numbers its citations for where the sentences will stand.
    """
    asked = [row for row in content["statuses"] if row["indication"] in indications]
    if not asked:
        return ""
    approved = [row for row in content["statuses"] if row["status"] == "approved"]
    off_label = [row for row in asked if row["status"] == "off-label"]
    not_approved = [row for row in asked if row["status"] == "not-approved"]
    sentences = [_approved(content, approved)]
    if off_label:
        sentences.append((_off_label(content["is_class"], _uses(off_label)), off_label))
    if not_approved:
        sentences.append((_not_approved(content["is_class"], _uses(not_approved)), not_approved))
    keys = source_keys(content)
    return " ".join(escape(text) + adopt(_citations(rows, keys)) for text, rows in sentences)


def _approved(content: Mapping[str, Any], rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    named = {"treatment": content["title"], "uses": _uses(rows)}
    if not rows:
        return _("No approved use of %(treatment)s is on record here.") % named, rows
    if content["is_class"]:
        return _("%(treatment)s are approved in the US for %(uses)s.") % named, rows
    return _("%(treatment)s is approved in the US for %(uses)s.") % named, rows


def _off_label(is_class: bool, uses: str) -> str:
    if is_class:
        return _("Using them for %(uses)s is off-label.") % {"uses": uses}
    return _("Using it for %(uses)s is off-label.") % {"uses": uses}


def _not_approved(is_class: bool, uses: str) -> str:
    if is_class:
        return _("They are not approved for %(uses)s.") % {"uses": uses}
    return _("It is not approved for %(uses)s.") % {"uses": uses}


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: one, two and three."""
    if len(names) < 2:
        return "".join(names)
    return _("%(others)s and %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}


def _uses(rows: Sequence[Row]) -> str:
    return listed([row["in_sentence"] for row in rows])


def _citations(rows: Sequence[Row], keys: Mapping[int, str]) -> str:
    """Return the marks of the rows' sources, each source once."""
    marks = {cited_keys(row["citation"], keys)[0]: row["citation"] for row in rows}
    return "".join(marks.values())
