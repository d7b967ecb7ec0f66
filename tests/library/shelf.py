"""A small library to test on: sources, aspects, uses, treatments and an article."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wagtail.models import Locale

from articles.editions.models import ContributorRole, CurrentEdition
from articles.library.models import Reference
from articles.models import (
    ArticlePage,
    Aspect,
    ComparePage,
    GlossaryTerm,
    Indication,
    RegulatoryStatus,
    TreatmentContributor,
    TreatmentFact,
    TreatmentIndexPage,
    TreatmentPage,
)
from articles.review.models import Decision
from articles.review.services import sign_edition
from tests.articles.publication import Publication, make_reviewer
from tests.factories import PersonFactory, ReferenceFactory
from tests.library.articles import cite

Facts = dict[str, str]
Statuses = dict[str, str]


@dataclass
class Shelf:
    """The rows of a test, with a way to add more."""

    publication: Publication = field(default_factory=Publication)

    def __post_init__(self) -> None:
        home = self.publication.index.get_parent()
        self.locale = Locale.get_default()
        self.index = TreatmentIndexPage(title="Treatments", slug="treatments")
        self.compare = ComparePage(title="Compare treatments", slug="compare")
        for page in (self.index, self.compare):
            home.add_child(instance=page)
            page.save_revision().publish()
        self.sources: list[Reference] = [ReferenceFactory(key=f"source{number}") for number in (1, 2, 3)]
        self.aspects = {key: self.aspect(key, name) for key, name in (("onset", "Onset"), ("risks", "Serious risks"))}
        self.indications = {
            key: Indication.objects.create(key=key, name=name, locale=self.locale)
            for key, name in (("anesthesia", "Anesthesia"), ("chronic-pain", "Chronic pain"))
        }

    def aspect(self, key: str, name: str) -> Aspect:
        """Add an aspect after those there are."""
        return Aspect.objects.create(key=key, name=name, locale=self.locale, sort_order=Aspect.objects.count())

    def term(self, term: str, explanation: str = "What it means.", other_forms: str = "") -> GlossaryTerm:
        """Add a term to the glossary."""
        return GlossaryTerm.objects.create(
            term=term, explanation=f"<p>{explanation}</p>", other_forms=other_forms, locale=self.locale
        )

    def sourced(self, words: str, source: int = 1) -> str:
        """Return words with a citation, as the database stores them."""
        return f"<p>{words}{cite(self.sources[source - 1])}</p>"

    def treatment(
        self, slug: str, facts: Facts | None = None, statuses: Statuses | None = None, **fields: Any
    ) -> TreatmentPage:
        """Publish a treatment. Facts and statuses are given by the key of their aspect and indication."""
        page = self.unpublished_treatment(slug, facts, statuses, **fields)
        page.get_latest_revision().publish()
        return TreatmentPage.objects.get(pk=page.pk)

    def unpublished_treatment(
        self, slug: str, facts: Facts | None = None, statuses: Statuses | None = None, **fields: Any
    ) -> TreatmentPage:
        """Add a treatment as a draft."""
        page = TreatmentPage(**{"title": slug.capitalize(), "slug": slug, "summary": "<p>In short.</p>", **fields})
        self.index.add_child(instance=page)
        page.treatment_contributors = [TreatmentContributor(person=PersonFactory(), role=ContributorRole.AUTHOR)]
        return self.draft(page, {} if facts is None else facts, statuses or {})

    def rewrite(self, page: TreatmentPage, facts: Facts, statuses: Statuses | None = None) -> TreatmentPage:
        """Publish a treatment with other facts and, where given, statuses."""
        page = self.draft(page, facts, statuses)
        page.get_latest_revision().publish()
        return TreatmentPage.objects.get(pk=page.pk)

    def draft(self, page: TreatmentPage, facts: Facts, statuses: Statuses | None = None) -> TreatmentPage:
        """Save a draft of a treatment with other facts and, where given, statuses."""
        page.facts = [TreatmentFact(aspect=self.aspects[key], text=text) for key, text in facts.items()]
        if statuses is not None:
            page.statuses = [
                RegulatoryStatus(
                    indication=self.indications[key],
                    status=status,
                    reference=self.sources[2],
                    checked_on=date(2026, 11, 1),
                )
                for key, status in statuses.items()
            ]
        page.save_revision()
        return page

    def comparison(self, *treatments: TreatmentPage, **fields: Any) -> tuple[str, dict[str, Any]]:
        """Return a comparison block of all aspects, for an article's body."""
        return (
            "comparison",
            {
                "caption": "Side by side",
                "treatments": list(treatments),
                "aspects": [aspect.key for aspect in self.aspects.values()],
                "notes": [],
                **fields,
            },
        )

    def article(self, *blocks: tuple[str, Any], **fields: Any) -> ArticlePage:
        """Publish an article."""
        return self.publication.published(body=list(blocks) or [("rich_text", "<p>Words.</p>")], **fields)


def sign(page: Any) -> None:
    """Have a reviewer sign the current edition."""
    edition = CurrentEdition.objects.get(page=page.pk).edition
    sign_edition(edition.pk, make_reviewer(), Decision.APPROVED, digest_shown=edition.digest)
