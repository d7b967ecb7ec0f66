"""The rows of a review: decisions, minor edits, what is withheld, withdrawn or warned of, and the clinic's rules."""

from articles.review.models.minor_edits import MinorEdit, MinorEditVoid
from articles.review.models.reminders import ReviewReminder
from articles.review.models.rules import (
    SETTINGS_CHANGED,
    ChecklistQuestion,
    OnLapse,
    ReviewSettings,
    checklist,
    unsigned_allowed,
)
from articles.review.models.schedules import HeldSchedule
from articles.review.models.sign_offs import Decision, SignOff
from articles.review.models.urgent import UrgentWarning, WarningText, Withdrawal, Withholding

__all__ = [
    "SETTINGS_CHANGED",
    "ChecklistQuestion",
    "Decision",
    "HeldSchedule",
    "MinorEdit",
    "MinorEditVoid",
    "OnLapse",
    "ReviewReminder",
    "ReviewSettings",
    "SignOff",
    "UrgentWarning",
    "WarningText",
    "Withdrawal",
    "Withholding",
    "checklist",
    "unsigned_allowed",
]
