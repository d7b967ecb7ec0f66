"""A text that a clinician signs: what articles have in common with the clinic's own pages on care."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from articles.blocks import INLINE_TEXT, ArticleBodyBlock, freeze_stream
from articles.editions.freezing import Freezer
from articles.editions.glossary import TermMarker
from articles.library.status import status_notice
from articles.library.vocabulary import explained_terms
from articles.models.contributors import ContributedPage
from clinic.core.models import BasePage

FEWEST_TAKEAWAYS, MOST_TAKEAWAYS = 3, 10


class SignedTextPage(ContributedPage):
    """Standfirst, takeaways and body, with what they refer to. A subclass adds what it is about.

    That is ``treatments`` and ``indications``, two relations from which readers are told what is approved and what is
    not. ``edition_type`` names the kind of edition.
    """

    edition_type: ClassVar[str]
    treatments: Any
    indications: Any

    standfirst = RichTextField(
        _("standfirst"),
        features=INLINE_TEXT,
        max_length=600,
        help_text=_("Two or three sentences under the title: what this article answers."),
    )
    takeaways = StreamField(
        [("takeaway", blocks.RichTextBlock(label=_("Takeaway"), features=INLINE_TEXT, icon="check"))],
        verbose_name=_("key takeaways"),
        min_num=FEWEST_TAKEAWAYS,
        max_num=MOST_TAKEAWAYS,
        help_text=_("Three to ten sentences that a reader should leave with, risks among them."),
    )
    body = StreamField(ArticleBodyBlock(), verbose_name=_("body"))

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("takeaways"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    def frozen_head(self, freezer: Freezer) -> dict[str, Any]:  # noqa: ARG002 -- subclasses freeze with it
        """Return what a subclass prints between standfirst and takeaways."""
        return {"featured": None}

    def freeze(self, freezer: Freezer) -> dict[str, Any]:
        """Return everything the page prints. Raises ValidationError if a source or picture is missing."""
        treatments = sorted(page.translation_key for page in self.treatments.all())
        indications = sorted(indication.key for indication in self.indications.all())
        # Sources are numbered in the order of this dictionary: standfirst, status, takeaways, body.
        content = {
            "type": self.edition_type,
            "language": self.locale.language_code,
            "title": self.title,
            "search_title": self.seo_title,
            "description": self.search_description,
            "standfirst": freezer.inline(self.standfirst),
            "treatments": [str(key) for key in treatments],
            "indications": indications,
            **self.frozen_head(freezer),
            "social_picture": freezer.picture(self.social_image),
            "status": status_notice(treatments, indications, freezer),
            "takeaways": [freezer.inline(block.value) for block in self.takeaways],
            "body": freeze_stream(self.body, freezer),
            "contributors": self.frozen_contributors(freezer),
            "disclosure": self.disclosure,
            "corrections": self.frozen_corrections(),
        }
        return {**content, **_explained(content, freezer), "references": freezer.references()}


def _explained(content: dict[str, Any], freezer: Freezer) -> dict[str, Any]:
    """Return the texts with the terms of the glossary marked where they are first used, and their explanations."""
    terms = explained_terms()
    marker = TermMarker([term.forms for term in terms])
    marked = {
        "standfirst": marker.mark(content["standfirst"]),
        "takeaways": [marker.mark(takeaway) for takeaway in content["takeaways"]],
        "body": marker.mark_block(content["body"]),
    }
    used = [terms[index] for index in marker.used]
    glossary = [
        {"key": str(term.translation_key), "term": term.term, "html": freezer.aside(term.explanation)} for term in used
    ]
    return {**marked, "glossary": glossary}
