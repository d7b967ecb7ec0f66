"""The publication's tables."""

from articles.editions.models import CurrentEdition, Edition, EditionContributor, Publication
from articles.library.compare import ComparePage
from articles.library.facts import RegulatoryStatus, TreatmentFact
from articles.library.models import Reference
from articles.library.treatments import TreatmentContributor, TreatmentIndexPage, TreatmentPage
from articles.library.vocabulary import Aspect, GlossaryTerm, Indication
from articles.models.article import ArticleContributor, ArticlePage, RelatedArticle
from articles.models.index import ArticleIndexPage
from articles.models.topics import Topic
from articles.review.models import SignOff

__all__ = [
    "ArticleContributor",
    "ArticleIndexPage",
    "ArticlePage",
    "Aspect",
    "ComparePage",
    "CurrentEdition",
    "Edition",
    "EditionContributor",
    "GlossaryTerm",
    "Indication",
    "Publication",
    "Reference",
    "RegulatoryStatus",
    "RelatedArticle",
    "SignOff",
    "Topic",
    "TreatmentContributor",
    "TreatmentFact",
    "TreatmentIndexPage",
    "TreatmentPage",
]
