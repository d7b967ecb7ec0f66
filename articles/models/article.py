"""The article: what editors write, and what its readers get."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import Orderable

from articles.editions.freezing import Freezer
from articles.library.vocabulary import Indication
from articles.models.contributors import Contributor, once_per_role, people_panels
from articles.models.corrections import Correction, corrections_panel
from articles.models.signed_text import SignedTextPage
from articles.models.topics import Topic
from articles.reading import Reading, reading_context
from clinic.core.models import BasePage


class ArticlePage(SignedTextPage):
    """A medical article or comparison."""

    template = "pages/article.html"
    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An article that compares or explains treatments, with sources and a medical review.")
    contributors_name = "article_contributors"
    edition_type = "article"
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

    featured_image = models.ForeignKey(
        "core.ClinicImage",
        verbose_name=_("featured picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    featured_caption = models.CharField(_("caption"), max_length=255, blank=True)
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

    def frozen_head(self, freezer: Freezer) -> dict[str, Any]:
        """Return topics, featured picture and the articles that were chosen to stand below."""
        return {
            "topics": [{"name": topic.name, "slug": topic.slug} for topic in self.topics.all()],
            "featured": freezer.picture(self.featured_image, caption=escape(self.featured_caption)),
            "related": [str(row.article.translation_key) for row in self.related_articles.all()],
        }

    def reading_context(self, request: HttpRequest, reading: Reading) -> dict[str, Any]:
        """Return all that the template prints of an edition."""
        return reading_context(request, self, reading)


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
