"""Headings, running text, quotes, figures and tables."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from articles.blocks.base import INLINE_TEXT, RICH_TEXT, FrozenRichTextBlock, FrozenStructBlock
from articles.editions.freezing import Freezer
from clinic.core.models import ClinicImage

MOST_TABLE_COLUMNS = 8


class HeadingBlock(FrozenStructBlock):
    """The heading of a section. Its anchor is set once, so that links to the section outlive a rewording."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Part of a section")), ("4", _("Detail"))],
        default="2",
    )
    anchor = blocks.RegexBlock(
        label=_("Anchor"),
        regex=r"^[a-z][a-z0-9-]*$",
        error_messages={"invalid": _("Small letters, digits and hyphens, beginning with a letter.")},
        required=False,
        max_length=60,
        help_text=_("The end of this section's address. Made from the heading on the first save; then leave it."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a section. Sections make up the table of contents.")
        group = _("Text")
        template = "blocks/heading.html"
        preview_value = {"text": "What the evidence says", "level": "2", "anchor": "what-the-evidence-says"}

    def clean(self, value: Any) -> Any:
        """Set the anchor of a new heading, once it has words."""
        cleaned = super().clean(value)
        if cleaned["text"] and not cleaned["anchor"]:
            cleaned["anchor"] = (slugify(cleaned["text"]) or "section").lstrip("-0123456789")[:60].strip(
                "-"
            ) or "section"
        return cleaned

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:  # noqa: ARG002 -- every block is asked alike
        """Return ``level`` (2 to 4), ``text`` and ``anchor``."""
        return {
            "level": int(value["level"]),
            "text": value["text"],
            "anchor": value["anchor"] or slugify(value["text"]),
        }


class RunningTextBlock(FrozenRichTextBlock):
    """Paragraphs and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. Cite a source right after the words it supports.")
        group = _("Text")
        template = "blocks/rich_text.html"
        preview_value = "<p>Running text, with <b>weight</b> where it is needed and a list:</p><ul><li>one</li></ul>"


class FigureBlock(FrozenStructBlock):
    """A picture with its description and caption."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Description"),
        required=False,
        max_length=255,
        help_text=_("What a person who cannot see it should know. Unless given, the picture's own description."),
    )
    caption = blocks.RichTextBlock(label=_("Caption"), required=False, features=INLINE_TEXT)

    class Meta:
        icon = "image"
        label = _("Figure")
        description = _("A picture with a caption. Every picture needs a description.")
        group = _("Text")
        template = "blocks/figure.html"

    def get_preview_value(self) -> Any:
        """Show the newest picture there is."""
        newest = ClinicImage.objects.order_by("-pk").first()
        return self.normalize({"image": newest, "alt": "", "caption": "<p>A caption says what to look at.</p>"})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Print nothing while there is no picture, as in the preview on a site that has none yet."""
        if value["image"] is None:
            context = blocks.StructBlock.get_context(self, value, parent_context=parent_context)
            return {**context, "block": {"picture": None}}
        return super().get_context(value, parent_context=parent_context)

    def clean(self, value: Any) -> Any:
        """Refuse a picture that nobody has described. In a draft it may still be missing."""
        cleaned = super().clean(value)
        if cleaned["image"] is not None and not cleaned["alt"] and not cleaned["image"].description:
            raise StructBlockValidationError(
                {"alt": ValidationError(_("Describe the picture here, or in the picture itself."))}
            )
        return cleaned

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``picture``. Raises ValidationError if it is gone."""
        if value["image"] is None:
            raise ValidationError(_("A picture that stands here no longer exists. Choose another or take it out."))
        return {"picture": freezer.picture(value["image"], value["alt"], value["caption"])}


class QuoteBlock(FrozenStructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(label=_("Quotation"), max_length=1000, rows=3)
    attribution = blocks.CharBlock(label=_("Who said it, where"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's exact words, and whose they are.")
        group = _("Text")
        template = "blocks/quote.html"
        preview_value = {"text": "Words that somebody said.", "attribution": "A sample guideline, 2018"}

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:  # noqa: ARG002 -- every block is asked alike
        """Return ``text`` and ``attribution``."""
        return {"text": value["text"], "attribution": value["attribution"]}


class TableBlock(FrozenStructBlock):
    """A table whose first row names the columns and whose first column may name the rows."""

    row_headers = blocks.BooleanBlock(label=_("The first column names the rows"), required=False, default=True)
    table = TypedTableBlock(
        [("text", blocks.RichTextBlock(label=_("Text"), required=False, features=RICH_TEXT))], label=_("Table")
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption. On a phone each row becomes a card.")
        group = _("Text")
        template = "blocks/table.html"
        preview_value = {
            "row_headers": True,
            "table": {
                "caption": "Two treatments side by side",
                "columns": [{"type": "text", "heading": heading} for heading in ("Aspect", "Ketamine", "Opioids")],
                "rows": [{"values": ["<p>How it is given</p>", "<p>By infusion</p>", "<p>By mouth, among others</p>"]}],
            },
        }

    def clean(self, value: Any) -> Any:
        """Ask for a caption, a name for every column, at least one row and no more columns than a page can hold.

        Of a draft, only the last.
        """
        cleaned = super().clean(value)
        table = cleaned["table"]
        if len(table.columns) > MOST_TABLE_COLUMNS:
            problem = _("No more than eight columns, or nobody can read it.")
        elif self.is_deferred_validation:
            return cleaned
        elif not table.caption.strip():
            problem = _("Give the table a caption: it says what is compared with what.")
        elif not table.columns or not table.row_data:
            problem = _("A table needs at least one column and one row.")
        elif not all((column["heading"] or "").strip() for column in table.columns):
            problem = _("Name every column.")
        else:
            return cleaned
        raise StructBlockValidationError({"table": ValidationError(problem)})

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``caption``, ``row_headers``, ``columns`` (texts) and ``rows`` (lists of HTML, one a column)."""
        table = value["table"]
        return {
            "caption": table.caption,
            "row_headers": bool(value["row_headers"]),
            "columns": [column["heading"] for column in table.columns],
            "rows": [[freezer.inline(cell.value) for cell in row] for row in table.rows],
        }
