"""The article: what editors write, and what its readers get."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from articles.blocks import INLINE_TEXT, ArticleBodyBlock, freeze_stream
from articles.editions.freezing import Freezer
from articles.editions.glossary import TermMarker
from articles.library.status import status_notice
from articles.library.vocabulary import Indication, explained_terms
from articles.models.contributors import ContributedPage, Contributor, once_per_role, people_panels
from articles.models.corrections import Correction, corrections_panel
from articles.models.topics import Topic
from articles.reading import Reading, reading_context
from clinic.core.models import BasePage

FEWEST_TAKEAWAYS, MOST_TAKEAWAYS = 3, 10


class ArticlePage(ContributedPage):
    """A medical article or comparison."""

    template = "pages/article.html"
    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An article that compares or explains treatments, with sources and a medical review.")
    contributors_name = "article_contributors"
    edition_fields = (
        "title",
        "seo_title",
        "search_description",
        "standfirst",
        "featured_image",
        "featured_caption",
        "takeaways",
        "body",
        "disclosure",
        "topics",
        "treatments",
        "indications",
        "article_contributors",
        "related_articles",
        "corrections",
    )

    standfirst = RichTextField(
        _("standfirst"),
        features=INLINE_TEXT,
        max_length=600,
        help_text=_("Two or three sentences under the title: what this article answers."),
    )
    featured_image = models.ForeignKey(
        "core.ClinicImage",
        verbose_name=_("featured picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    featured_caption = models.CharField(_("caption"), max_length=255, blank=True)
    takeaways = StreamField(
        [("takeaway", blocks.RichTextBlock(label=_("Takeaway"), features=INLINE_TEXT, icon="check"))],
        verbose_name=_("key takeaways"),
        min_num=FEWEST_TAKEAWAYS,
        max_num=MOST_TAKEAWAYS,
        help_text=_("Three to ten sentences that a reader should leave with, risks among them."),
    )
    body = StreamField(ArticleBodyBlock(), verbose_name=_("body"))
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="articles")
    treatments = ParentalManyToManyField(
        "articles.TreatmentPage",
        verbose_name=_("treatments"),
        blank=True,
        related_name="articles",
        help_text=_(
            "What the article is about. With the uses below, readers are told what is approved and what is not."
        ),
    )
    indications = ParentalManyToManyField(Indication, verbose_name=_("used for"), blank=True, related_name="articles")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("standfirst"),
        MultiFieldPanel([FieldPanel("featured_image"), FieldPanel("featured_caption")], heading=_("Featured picture")),
        FieldPanel("takeaways"),
        FieldPanel("body"),
    ]
    listing_panels = [
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("treatments", widget=forms.CheckboxSelectMultiple),
                FieldPanel("indications", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Approved or off-label"),
        ),
        InlinePanel(
            "related_articles",
            label=_("Related article"),
            heading=_("Related articles"),
            max_num=3,
            help_text=_("Unless chosen, articles on the same topics."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList([*people_panels(contributors_name), corrections_panel()], heading=_("People and review")),
            ObjectList(listing_panels, heading=_("Listing")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),  # schedule and comments
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("takeaways"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        """Refuse a featured picture that nobody has described."""
        super().clean()
        if self.featured_image is not None and not self.featured_image.description:
            raise ValidationError(
                {"featured_image": _("Describe this picture first: edit it and fill in Description.")}
            )

    def freeze(self, freezer: Freezer) -> dict[str, Any]:
        """Return everything an article prints. Raises ValidationError if a source or picture is missing."""
        treatments = sorted(page.translation_key for page in self.treatments.all())
        indications = sorted(indication.key for indication in self.indications.all())
        # Sources are numbered in the order of this dictionary: standfirst, status, takeaways, body.
        content = {
            "type": "article",
            "language": self.locale.language_code,
            "title": self.title,
            "search_title": self.seo_title,
            "description": self.search_description,
            "standfirst": freezer.inline(self.standfirst),
            "topics": [{"name": topic.name, "slug": topic.slug} for topic in self.topics.all()],
            "treatments": [str(key) for key in treatments],
            "indications": indications,
            "featured": freezer.picture(self.featured_image, caption=escape(self.featured_caption)),
            "social_picture": freezer.picture(self.social_image),
            "status": status_notice(treatments, indications, freezer),
            "takeaways": [freezer.inline(block.value) for block in self.takeaways],
            "body": freeze_stream(self.body, freezer),
            "contributors": self.frozen_contributors(freezer),
            "disclosure": self.disclosure,
            "corrections": self.frozen_corrections(),
            "related": [str(row.article.translation_key) for row in self.related_articles.all()],
        }
        return {**content, **_explained(content, freezer), "references": freezer.references()}

    def reading_context(self, request: HttpRequest, reading: Reading) -> dict[str, Any]:
        """Return all that the template prints of an edition."""
        return reading_context(request, self, reading)


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


class ArticleContributor(Contributor):
    """Who wrote or edited an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_contributors")

    class Meta(Contributor.Meta):
        abstract = False
        constraints = [once_per_role("one_byline_per_role")]


class ArticleCorrection(Correction):
    """An error in an article that readers have read."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="corrections")

    class Meta(Correction.Meta):
        abstract = False


class RelatedArticle(Orderable):
    """An article that an editor chose to stand under another."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_articles")
    article = models.ForeignKey(ArticlePage, verbose_name=_("article"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("article")]

    def __str__(self) -> str:
        return str(self.article)
