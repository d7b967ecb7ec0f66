"""Questions and answers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from articles.blocks import INLINE_TEXT
from articles.blocks.care import QuestionsBlock
from articles.editions.freezing import Freezer
from articles.reading import ContentsEntry
from articles.sources import sources_of
from clinic.core.frame import Link
from clinic.core.models import BasePage
from clinic.pages.jsonld import questions_graph


class GroupBlock(QuestionsBlock):
    """Questions on one subject."""

    heading = blocks.CharBlock(label=_("Subject"), max_length=120)

    class Meta:
        label = _("Subject with its questions")
        group = ""


class QuestionsPage(BasePage):
    """What people ask before they come, by subject. A searcher wants each question with its answer, at its anchor."""

    template = "pages/questions.html"
    schema_type = "FAQPage"
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Questions and short answers about coming to the clinic, by subject.")

    introduction = RichTextField(_("introduction"), features=INLINE_TEXT, blank=True)
    groups = StreamField([("group", GroupBlock())], verbose_name=_("subjects"), min_num=1)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        HelpPanel(
            content=_(
                "Answers about visits, money and rights belong here. Nobody signs this page: where the answer would be"
                " medical, lead to an article, a service or a condition."
            )
        ),
        FieldPanel("groups"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("groups")]

    class Meta:
        verbose_name = _("questions and answers")
        verbose_name_plural = _("questions and answers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the groups as plain data, each question with an anchor of its own, and the structured data."""
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        freezer = Freezer(for_reading=True, address_of=frame.pages.address)
        introduction = freezer.inline(self.introduction)
        groups = with_anchors([child.block.freeze(child.value, freezer) for child in self.groups])
        trail = [*frame.breadcrumbs, Link(self.title, request.path)]
        return {
            **context,
            "introduction": introduction,
            "groups": groups,
            "contents": [ContentsEntry(group["heading"], group["anchor"]) for group in groups],
            "sources": sources_of({"references": freezer.references()}),
            "updated": self.last_published_at,
            "structured_data": questions_graph(groups, self.search_description, trail, settings.SITE_URL, frame),
        }


def with_anchors(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return groups of questions with an ``anchor`` for each group and question, made from its words, none twice."""
    taken: set[str] = {"main", "sources", "contents-title", "policies-heading", "crisis-heading"}

    def anchor(words: str) -> str:
        base = slugify(words)[:60].strip("-") or "question"
        name = next(name for n in range(1, len(taken) + 2) if (name := base if n == 1 else f"{base}-{n}") not in taken)
        taken.add(name)
        return name

    return [
        {
            "heading": group["heading"],
            "anchor": anchor(group["heading"]),
            "items": [{**item, "anchor": anchor(item["question"])} for item in group["items"]],
        }
        for group in groups
    ]
