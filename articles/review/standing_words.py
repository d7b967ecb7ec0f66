"""The words that templates print in and around the signed text, and that nobody signs.

The script that checks a page (docs/verify_review.py) needs them to tell the signed words from the others.
"""

from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.library.models import EvidenceKind
from clinic.core.frame import Frame


def standing_words(language: str, frame: Frame) -> dict[str, Any]:
    """Return them by their place, in the page's language, with those that the clinic itself has set."""
    with override(language):
        return {
            "takeaways": _("Key takeaways"),
            "status": _("Approved or off-label?"),
            "info": _("Good to know"),
            "warning": _("Important"),
            "emergency": _("Emergency"),
            "myth": _("Myth"),
            "fact": _("Fact"),
            "questions": _("Questions and answers"),
            "steps": _("What happens when you call"),
            "aspect": _("Aspect"),
            "no_source": _("No source in this library yet"),
            "not_published": _("Nothing is published on %(name)s yet"),
            "models": (frame.texts.image_disclaimer if frame.texts else "") or _("Image contains models"),
            "credit": _("Credit: %(name)s"),
            "no_picture": _("A picture stood here. The clinic no longer shows it."),
            "sources": _("Sources"),
            "explained": _("Words explained"),
            "close": _("Close"),
            "disclosures": _("Disclosures"),
            "corrections": _("Corrections"),
            "wrong": _("What was wrong:"),
            "now": _("What it says now:"),
            "no_declaration": _("no declaration on record."),
            "class": _("Class"),
            "schedule": _("Legal schedule"),
            "checked": _("Checked on"),
            "no_facts": _("No facts have been written yet."),
            "retracted": _("Retracted"),
            "links": ["DOI", "PubMed", _("Web page"), _("Cited at"), *(str(kind.label) for kind in EvidenceKind)],
            "citing": " ".join(("et al", _("Published %(year)s"), _("Accessed %(day)s"), *map(str, MONTHS.values()))),
            "live": _live(frame),
        }


def _live(frame: Frame) -> list[str]:
    """Return what an invitation to call prints beside its signed words."""
    contact = frame.actions.get("contact")
    return [
        _("Request a consultation"),
        _("Check your insurance"),
        _("Call us:"),
        *([contact.title] if contact else []),
        *([frame.opening.words, f"({frame.opening.zone})"] if frame.opening else []),
    ]
