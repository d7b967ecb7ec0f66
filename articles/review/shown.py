"""What stands between an edition and its reader today: warnings, retractions, what is withheld or withdrawn."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from articles.editions.models import CurrentEdition
from articles.library.models import Reference
from articles.review.claims import Claim, withdrawals_since, withholdings_of
from articles.review.models import OnLapse, ReviewSettings, UrgentWarning, WarningText, Withholding


@dataclass(frozen=True)
class Warned:
    """A fixed warning above a text, with what is said besides, and since when it stands there."""

    text: str
    note: str
    since: datetime.datetime | None


@dataclass(frozen=True)
class NotShown:
    """An address without its text. ``status`` is withheld or withdrawn; only of the latter is the ``title`` told."""

    status: str
    why: str
    since: datetime.datetime | None
    title: str = ""


def with_standing(rows: QuerySet[CurrentEdition]) -> QuerySet[CurrentEdition]:
    """Annotate what the functions below read, within the one query for the page."""
    said = JSONObject(why=F("why"), since=F("since"))
    warning = UrgentWarning.objects.filter(page=OuterRef("page")).order_by("-pk")
    return rows.annotate(
        withheld=Subquery(withholdings_of("edition").order_by("pk").values(json=said)[:1]),
        withdrawn=Subquery(withdrawals_since("publication__made_current_at").values(json=said)[:1]),
        warning=Subquery(warning.values(json=JSONObject(text=F("warning"), note=F("why"), since=F("put_at")))[:1]),
        retracted=ArraySubquery(Reference.objects.filter(retracted=True, retraction_urgent=True).values("key")),
        rules=Subquery(
            ReviewSettings.objects.values(
                json=JSONObject(on_lapse=F("on_lapse"), unsigned_allowed=F("unsigned_allowed"))
            )[:1]
        ),
    )


def not_shown(row: Any) -> NotShown | None:
    """Return why readers do not get the text of a row of ``with_standing()``; None where they do."""
    for status in ("withheld", "withdrawn"):
        if said := getattr(row, status):
            title = row.edition.card["title"] if status == "withdrawn" else ""
            return NotShown(status, said["why"], parse_datetime(said["since"]), title)
    return None


def is_signed_or_allowed(row: Any, claim: Claim) -> bool:
    """Whether readers may get the text of a row as far as signatures go."""
    return claim.status != "unreviewed" or bool(row.rules and row.rules["unsigned_allowed"])


def warned(row: Any) -> Warned | None:
    """Return the warning that stands above a text, if there is one."""
    said = row.warning
    if not said or not said["text"]:
        return None
    return Warned(str(WarningText(said["text"]).label), said["note"], parse_datetime(said["since"]))


def retracted_sources(row: Any, content: Mapping[str, Any]) -> list[str]:
    """Return the titles of the sources of a text whose retraction is to be told above it."""
    return [source["title"] for source in content["references"] if source["key"] in row.retracted]


def asks_not_to_be_indexed(row: Any, claim: Claim) -> bool:
    """Whether search engines are asked to leave a text out, because its review has lapsed."""
    return claim.status == "lapsed" and bool(row.rules and row.rules["on_lapse"] == OnLapse.NOINDEX)


def without_pictures(content: Any, withheld: Collection[str]) -> Any:
    """Return frozen content in which each withheld picture is None; a figure then says so (``withheld``)."""
    if not withheld:
        return content
    if isinstance(content, Mapping):
        if content.get("sha256") in withheld:
            return None
        kept = {key: without_pictures(value, withheld) for key, value in content.items()}
        if content.get("type") == "figure" and content["picture"] and kept["picture"] is None:
            kept["withheld"] = True
        return kept
    if isinstance(content, list):
        return [without_pictures(item, withheld) for item in content]
    return content


def withheld_pictures() -> set[str]:
    """Return the SHA-256 of every picture that is withheld, for what is read outside of ``current_editions()``."""
    return set(Withholding.objects.exclude(picture_sha256="").values_list("picture_sha256", flat=True))
