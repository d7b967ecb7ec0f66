"""Treatments side by side, in the words of the library."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.blocks.base import FrozenStructBlock
from articles.editions.freezing import Freezer
from articles.library.comparison import compared_cell
from articles.library.vocabulary import aspect_choices, aspect_names
from articles.text_features import INLINE_TEXT

FEWEST, MOST = 2, 4


class AspectBlock(blocks.ChoiceBlock):
    """One aspect, by its key, taken as it is: Wagtail would look each key up among the choices, a query a key."""

    def normalize_choice(self, value: Any) -> Any:
        """Return the key as it is."""
        return value


class AspectsBlock(blocks.MultipleChoiceBlock):
    """Several aspects, by their keys."""

    def normalize_choice(self, value: Any) -> Any:
        """Return a key as it is."""
        return value


class AspectNoteBlock(blocks.StructBlock):
    """What this article adds to one row."""

    aspect = AspectBlock(label=_("Aspect"), choices=aspect_choices)
    text = blocks.RichTextBlock(label=_("Note"), features=INLINE_TEXT, max_length=400)

    class Meta:
        label = _("Note")
        icon = "comment"


class ComparisonBlock(FrozenStructBlock):
    """A table of two to four treatments whose cells are the facts of their current editions.

    The page itself says only what is compared; the words are looked up when its edition is frozen.
    """

    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=160,
        help_text=_("What is compared with what, for example: Ketamine and opioids."),
    )
    treatments = blocks.ListBlock(
        blocks.PageChooserBlock("articles.TreatmentPage", label=_("Treatment")),
        label=_("Treatments"),
        default=[None] * FEWEST,  # two to fill in
        min_num=FEWEST,
        max_num=MOST,
        help_text=_("Two to four, in the order of the columns."),
    )
    aspects = AspectsBlock(
        label=_("Aspects"),
        choices=aspect_choices,
        widget=forms.CheckboxSelectMultiple,
        search_index=False,
        help_text=_("The rows. Their facts come from the library; change them there."),
    )
    notes = blocks.ListBlock(
        AspectNoteBlock(), label=_("Notes"), default=[], help_text=_("What this article adds under a row, if anything.")
    )

    class Meta:
        icon = "table"
        label = _("Comparison")
        description = _("Two to four treatments side by side, with the facts of the library and their sources.")
        group = _("Text")
        template = "blocks/comparison.html"

    def clean(self, value: Any) -> Any:
        """Refuse the same treatment twice, and notes on rows that are not shown or have one already."""
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        treatments = [page.pk for page in cleaned["treatments"] if page]  # in a draft some may be missing
        if len(set(treatments)) < len(treatments):
            errors["treatments"] = ValidationError(_("The same treatment stands here twice."))
        noted = [note["aspect"] for note in cleaned["notes"] if note["aspect"]]
        if set(noted) - set(cleaned["aspects"]):
            errors["notes"] = ValidationError(_("A note is about an aspect that is not ticked above."))
        elif len(set(noted)) < len(noted):
            errors["notes"] = ValidationError(_("There are two notes on the same aspect. Make them one."))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``caption``, ``treatments`` and ``rows``; see docs/editions.md.

        A treatment of which readers get nothing has ``published`` false and None for its cells; so has a fact that the
        library does not know. Raises ValidationError if a chosen treatment or aspect is gone.
        """
        pages = list(value["treatments"])
        names = aspect_names()
        if None in pages or not set(value["aspects"] or ()) <= names.keys():
            raise ValidationError(_("A treatment or aspect that is compared here no longer exists. Choose another."))
        found = freezer.treatments([page.translation_key for page in pages])
        contents = [found.get(page.translation_key) for page in pages]
        notes = {note["aspect"]: note["text"] for note in value["notes"]}
        return {
            "caption": value["caption"],
            "treatments": [
                {
                    "key": str(page.translation_key),
                    "slug": content["slug"] if content else page.slug,
                    "name": content["title"] if content else page.title,
                    "published": content is not None,
                }
                for page, content in zip(pages, contents, strict=True)
            ],
            # A row's cells are numbered from left to right, then its note.
            "rows": [
                {
                    "key": key,
                    "aspect": name,
                    "cells": [compared_cell(content, key, freezer) for content in contents],
                    "note": freezer.inline(notes.get(key)),
                }
                for key, name in names.items()
                if key in (value["aspects"] or ())
            ],
        }

    def get_preview_value(self) -> Any:
        """Return nothing chosen: ``get_preview_context`` shows a made-up table."""
        return self.normalize({"caption": "", "treatments": [], "aspects": [], "notes": []})

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Show what a table looks like. It needs no treatment to exist."""
        return {**super().get_preview_context(value, parent_context), "block": PREVIEW}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Keep the made-up table of a preview."""
        if parent_context and parent_context.get("block") is PREVIEW:
            return {**blocks.StructBlock.get_context(self, value, parent_context=parent_context), "block": PREVIEW}
        return super().get_context(value, parent_context=parent_context)


PREVIEW = {
    "caption": "Two treatments side by side",
    "treatments": [
        {"key": "", "slug": name.lower(), "name": name, "published": True} for name in ("Treatment A", "Treatment B")
    ],
    "rows": [
        {
            "key": "onset",
            "aspect": "How fast it acts",
            "cells": [
                {"html": "Within minutes.", "strength": "moderate", "strength_label": "Moderate evidence"},
                None,
            ],
            "note": "",
        }
    ],
}
