"""What a body is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.blocks.base import INLINE_TEXT, RICH_TEXT, freeze_stream
from articles.blocks.care import (
    CallStepsBlock,
    CallToActionBlock,
    MythFactBlock,
    QuestionsBlock,
    ReusableNoticeBlock,
    SafetyNoticeBlock,
)
from articles.blocks.comparison import ComparisonBlock
from articles.blocks.text import FigureBlock, HeadingBlock, QuoteBlock, RunningTextBlock, TableBlock

__all__ = ["INLINE_TEXT", "RICH_TEXT", "ArticleBodyBlock", "BodyBlock", "freeze_stream"]


class BodyBlock(blocks.StreamBlock):
    """The body of a page of the clinic's own."""

    heading = HeadingBlock()
    rich_text = RunningTextBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    table = TableBlock()
    safety_notice = SafetyNoticeBlock()
    notice = ReusableNoticeBlock()
    myth_fact = MythFactBlock()
    questions = QuestionsBlock()
    call_to_action = CallToActionBlock()
    call_steps = CallStepsBlock()

    def clean(self, value: Any) -> Any:
        """Keep anchors apart: a new heading gets a number added, one that was set by hand is refused."""
        given = [child.value["anchor"] if child.block_type == "heading" else "" for child in value]
        cleaned = super().clean(value)
        seen: set[str] = set()
        errors: dict[int, ValidationError] = {}
        for index, child in enumerate(cleaned):
            if child.block_type != "heading" or not child.value["anchor"]:
                continue
            if child.value["anchor"] in seen and given[index]:
                problem = ValidationError(_("Another heading has this anchor. Choose a different one."))
                errors[index] = StructBlockValidationError({"anchor": problem})
            child.value["anchor"] = _unused(child.value["anchor"], seen)
            seen.add(child.value["anchor"])
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


class ArticleBodyBlock(BodyBlock):
    """The body of an article, which is reviewed, so it may compare treatments."""

    comparison = ComparisonBlock()


def _unused(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 2
    while candidate in taken:
        candidate, number = f"{anchor}-{number}", number + 1
    return candidate
