"""The publication's tables."""

from articles.editions.models import CurrentEdition, Edition, EditionContributor, Publication
from articles.library.compare import ComparePage
from articles.library.facts import RegulatoryStatus, TreatmentFact
from articles.library.models import Reference
from articles.library.treatments import TreatmentContributor, TreatmentCorrection, TreatmentIndexPage, TreatmentPage
from articles.library.vocabulary import Aspect, GlossaryTerm, Indication
from articles.models.article import ArticleContributor, ArticleCorrection, ArticlePage, RelatedArticle
from articles.models.index import ArticleIndexPage
from articles.models.topics import Topic
from articles.reports.models import ProblemReport
from articles.review.models import (
    ChecklistQuestion,
    HeldSchedule,
    MinorEdit,
    MinorEditVoid,
    ReviewReminder,
    ReviewSettings,
    SignOff,
    UrgentWarning,
    Withdrawal,
    Withholding,
)
from articles.review.steps import EditorApprovalTask, MedicalReviewTask, ReviewStepState

__all__ = [
    "ArticleContributor",
    "ArticleCorrection",
    "ArticleIndexPage",
    "ArticlePage",
    "Aspect",
    "ChecklistQuestion",
    "ComparePage",
    "CurrentEdition",
    "Edition",
    "EditionContributor",
    "EditorApprovalTask",
    "GlossaryTerm",
    "HeldSchedule",
    "Indication",
    "MedicalReviewTask",
    "MinorEdit",
    "MinorEditVoid",
    "ProblemReport",
    "Publication",
    "Reference",
    "RegulatoryStatus",
    "RelatedArticle",
    "ReviewReminder",
    "ReviewSettings",
    "ReviewStepState",
    "SignOff",
    "Topic",
    "TreatmentContributor",
    "TreatmentCorrection",
    "TreatmentFact",
    "TreatmentIndexPage",
    "TreatmentPage",
    "UrgentWarning",
    "Withdrawal",
    "Withholding",
]
