"""What every body block has in common: it is frozen to plain data, and one template prints that."""

from typing import Any

from django.utils.functional import Promise
from wagtail import blocks

from articles.editions.freezing import Freezer
from articles.text_features import INLINE_TEXT, RICH_TEXT

__all__ = ["INLINE_TEXT", "RICH_TEXT", "FrozenRichTextBlock", "FrozenStructBlock", "freeze_stream", "rich_text"]


class FrozenStructBlock(blocks.StructBlock):
    """A block of several fields. Its template is given ``block``, what ``freeze`` returns."""

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return the value as plain data with everything resolved. Raises ValidationError if something is missing."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the template what a reader would get."""
        context = super().get_context(value, parent_context=parent_context)
        context["block"] = self.freeze(value, Freezer(for_reading=True))
        return context


class FrozenRichTextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": RICH_TEXT, **options})

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``html``."""
        return {"html": freezer.html(value)}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the template what a reader would get."""
        context = super().get_context(value, parent_context=parent_context)
        context["block"] = self.freeze(value, Freezer(for_reading=True))
        return context


def rich_text(label: str | Promise, **options: Any) -> blocks.RichTextBlock:
    """Return a rich text field of a block, with the house's features."""
    return blocks.RichTextBlock(**{"label": label, "features": RICH_TEXT, **options})


def freeze_stream(stream: Any, freezer: Freezer) -> list[dict[str, Any]]:
    """Freeze a StreamField's value: each block's data with its ``type``, in order."""
    return [{"type": child.block_type, **child.block.freeze(child.value, freezer)} for child in stream]
