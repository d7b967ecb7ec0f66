"""The sample library: sources, aspects, indications, the glossary, and treatments with their facts."""

import datetime
from collections.abc import Sequence
from typing import Any

from wagtail.models import Revision

from articles.editions.models import ContributorRole
from articles.editions.services import freeze_edition, publish_edition
from articles.models import (
    Aspect,
    GlossaryTerm,
    Indication,
    Reference,
    RegulatoryStatus,
    TreatmentContributor,
    TreatmentFact,
    TreatmentPage,
)
from articles.review.services import sign_sample_edition
from clinic.accounts.models import User
from clinic.sample import content
from clinic.sample.state import Loaded, days_ago, reviewer

# Each treatment was signed and published before any article, and signed again since.
PUBLISHED_DAYS_AGO = 428
SIGNED_DAYS_AGO = (430, 60)
AUTHOR, EDITOR = "author", "editor"


def load_references() -> dict[str, tuple[int, str]]:
    """Load the sources and return their ids and short names by key."""
    rows = {}
    for words in content.read("references")["references"]:
        reference = Reference(**words)
        reference.full_clean()
        reference.save()
        rows[reference.key] = (reference.pk, reference.short_name)
    return rows


def draft_treatments(loaded: Loaded) -> list[TreatmentPage]:
    """Make the treatments' pages without their words, so that texts can link to them."""
    pages = []
    for words in content.read("library")["treatments"]:
        pages.append(TreatmentPage(title=words["title"], slug=words["slug"], summary=""))
        loaded.site.treatments.add_child(instance=pages[-1])
    return pages


def load_library(loaded: Loaded, pages: list[TreatmentPage]) -> None:
    """Load the words of the library, and publish and sign the treatments."""
    library = content.read("library")
    aspects = {
        row["key"]: Aspect.objects.create(locale=loaded.locale, sort_order=order, **row)
        for order, row in enumerate(library["aspects"])
    }
    indications = {row["key"]: Indication.objects.create(locale=loaded.locale, **row) for row in library["indications"]}
    for row in library["glossary"]:
        term = GlossaryTerm(
            locale=loaded.locale,
            term=row["term"],
            other_forms="\n".join(row["other_forms"]),
            explanation=loaded.resolver.html(row["html"]),
        )
        term.full_clean()
        term.save()
    loaded.resolver.treatments = {page.slug: page.pk for page in pages}
    for page, words in zip(pages, library["treatments"], strict=True):
        _treatment(page, words, aspects, indications, loaded)


def _treatment(
    page: TreatmentPage,
    words: dict[str, Any],
    aspects: dict[str, Aspect],
    indications: dict[str, Indication],
    loaded: Loaded,
) -> None:
    page.is_class = words.get("is_class", False)
    page.drug_class, page.schedule = words["drug_class"], words["schedule"]
    page.summary = loaded.resolver.html(words["summary"])
    page.seo_title, page.search_description = words["search_title"], words["description"]
    page.facts = [
        TreatmentFact(
            aspect=aspects[row["aspect"]],
            text=loaded.resolver.html(row["html"]),
            strength=row["strength"] if row["strength"] != "none" else "",  # "none": nobody graded it
        )
        for row in words["facts"]
    ]
    page.statuses = [
        RegulatoryStatus(
            indication=indications[row["indication"]],
            status=row["status"],
            note=row["note"],
            reference_id=loaded.resolver.references[row["reference"]][0],
            checked_on=row["checked_on"],
            sort_order=order,
        )
        for order, row in enumerate(words.get("statuses", []))
    ]
    page.treatment_contributors = [
        TreatmentContributor(person=loaded.people[key], role=role)
        for key, role in ((AUTHOR, ContributorRole.AUTHOR), (EDITOR, ContributorRole.EDITOR))
    ]
    page.clean()
    revision = page.save_revision(user=loaded.people[AUTHOR].user)
    publish_treatment(
        revision,
        loaded.people[EDITOR].user,
        signed=[days_ago(days) for days in SIGNED_DAYS_AGO],
        published=days_ago(PUBLISHED_DAYS_AGO),
    )


def publish_treatment(
    revision: Revision, editor: User | None, *, signed: Sequence[datetime.datetime], published: datetime.datetime
) -> None:
    """Freeze a treatment, sign it as the sample reviewer on each of the days, and publish it."""
    edition = freeze_edition(revision, editor)
    for day in signed:
        sign_sample_edition(edition, reviewer(), day)
    publish_edition(edition, editor, sample_date=published)
    revision.publish()
