"""What all pages have in common."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageViewRestriction

from clinic.core import frame as frames  # as a module, because it imports models of this package in its turn
from clinic.core.jsonld import page_graph
from clinic.core.pictures import Picture, freeze_picture
from clinic.core.sharing_panel import SharingPanel

UNLESS_CHOSEN = _(
    "Unless you choose one, a signed text gets a card with its title, and any other page the clinic's picture."
)


class BasePage(Page):
    """A page with the clinic's frame around it.

    ``prints_edition`` says that readers get current editions, never the page's own fields; ``answers_below`` that it
    serves addresses one step below its own, which its ``route()`` reads; ``schema_type`` is the page's type in the
    schema.org vocabulary;
    ``titled_by`` the field that readers and other sites know it by.
    """

    prints_edition = False
    answers_below = False
    schema_type = "WebPage"
    titled_by = "title"

    social_image = models.ForeignKey(
        "core.ClinicImage",
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where the page is shared. Unless chosen, the page's own picture."),
    )

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("social_image", help_text=UNLESS_CHOSEN)], heading=_("For sharing")),
        SharingPanel(heading=_("How others show this page")),
    ]

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return the privacy rules of this page and all above it, aliases resolved, in one query instead of two."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(
            Q(page__path__in=paths, page__alias_of=None) | Q(page__aliases__path__in=paths)
        ).distinct()

    def rich_texts(self) -> list[Any]:
        """Return this page's rich texts as stored: the pages they link to are loaded with the frame."""
        return [
            value.raw_data if isinstance(field, StreamField) else value
            for field in self._meta.concrete_fields
            if isinstance(field, RichTextField | StreamField) and (value := getattr(self, field.attname))
        ]

    def get_frame(self, request: HttpRequest) -> "frames.Frame":
        """Load what stands around this page."""
        return frames.load_frame(request, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the frame and what the head says, so that templates print them without further queries."""
        context = super().get_context(request, *args, **kwargs)
        frame = self.get_frame(request)
        return {
            **context,
            "frame": frame,
            "canonical_url": f"{settings.SITE_URL}{request.path}",
            "social_picture": self._social_picture(frame),
            "structured_data": page_graph(
                self.schema_type,
                self.search_description,
                [*frame.breadcrumbs, frames.Link(self.title, request.path)],
                settings.SITE_URL,
                frame,
            ),
        }

    def _social_picture(self, frame: frames.Frame) -> Picture | None:
        """Return the picture chosen for this page, else the clinic's."""
        if self.social_image is not None:
            return freeze_picture(self.social_image, remembered=True)
        return frame.settings.frozen_social_image if frame.settings else None
