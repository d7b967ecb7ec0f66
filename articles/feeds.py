"""The feed of articles, from their current editions."""

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.cards import Card, card_from
from articles.review.lists import listed
from clinic.core.frame import Frame, load_frame

if TYPE_CHECKING:
    from articles.models.index import ArticleIndexPage

ENTRIES = 30


class ArticleFeed(Feed):  # type: ignore[type-arg]  # Django's takes none at run time
    """Titles and standfirsts of the newest articles, as an Atom feed of one list of articles."""

    feed_type = Atom1Feed

    def __init__(self, page: "ArticleIndexPage") -> None:
        self._page = page

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Frame:  # noqa: ARG002 -- Django's
        """Return the frame, which knows the clinic's name and every page's address."""
        return load_frame(request, self._page)

    def title(self, frame: Frame) -> str:
        """Name the clinic and the list."""
        name = frame.texts.clinic_name if frame.texts else ""
        return " · ".join(filter(None, (self._page.title, name)))

    def link(self, frame: Frame) -> str:
        """Return the list's own address."""
        return f"{settings.SITE_URL}{frame.pages.url(self._page)}"

    def subtitle(self, frame: Frame) -> str:  # noqa: ARG002 -- Django's signature
        """Say what the feed holds."""
        return _("New and updated articles, with what each answers.")

    def items(self, frame: Frame) -> list[Card]:
        """Return the newest articles in the list's language."""
        rows = listed("article", self._page.locale_id).filter(page__path__startswith=self._page.path)
        return [card_from(row, frame.pages) for row in rows[:ENTRIES]]

    def item_title(self, item: Card) -> str:
        """Return the title of the edition."""
        return item.title

    def item_description(self, item: Card) -> str:
        """Return the standfirst of the edition."""
        return item.standfirst

    def item_link(self, item: Card) -> str:
        """Return the article's address."""
        return f"{settings.SITE_URL}{item.url}"

    def item_updateddate(self, item: Card) -> datetime.datetime:
        """Return when readers got these words."""
        return item.updated
