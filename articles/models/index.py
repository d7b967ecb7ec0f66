"""The list of articles."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index

from articles.feeds import ArticleFeed
from articles.listing import index_context
from clinic.core.models import BasePage
from clinic.core.models.frame import PLAIN_TEXT
from clinic.core.rich_text import printed


class ArticleIndexPage(RoutablePageMixin, BasePage):
    """Lists what readers may read, newest first."""

    template = "pages/article_index.html"
    schema_type = "CollectionPage"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["articles.ArticlePage"]
    max_count_per_parent = 1
    page_description = _("The list of all articles.")

    introduction = RichTextField(_("introduction"), features=PLAIN_TEXT, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the Atom feed of this list."""
        return ArticleFeed(self)(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the cards, the topics and where in the list we are."""
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "introduction": printed(self.introduction, context["frame"].pages.address),
            "feed_url": f"{request.path}feed/",
            **index_context(request, self, context["frame"]),
        }
