"""Citations in rich text: ``<a linktype="reference" id="5">[Cohen 2018]</a>`` in the database.

Editors see the short name, which is written anew whenever the text is opened; editions see
``<a data-reference="5">…</a>`` and put a number in its place.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate_models import ContentState
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    STRIP_WHITESPACE,
    HandlerState,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles.library.choosers import CHOOSER_URL, entity_data
from articles.library.models import Reference
from articles.library.queries import LINK_TYPE

FEATURE = "cite"
ENTITY = "REFERENCE"


class ReferenceLinkHandler(LinkHandler):
    """What becomes of a citation outside the editor."""

    identifier = LINK_TYPE

    @staticmethod
    def get_model() -> type[Reference]:
        """Return the model that is linked to."""
        return Reference

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        """Return the opening tag that ``articles.editions.freezing`` looks for, without asking the database."""
        return f'<a data-reference="{attrs["id"]}">' if attrs.get("id", "").isdecimal() else "<a>"

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[type[Reference], str, str, str]]:
        """Tell Wagtail's reference index which source is cited."""
        if attrs.get("id", "").isdecimal():
            yield Reference, attrs["id"], "", ""


class CitationElementHandler(InlineEntityElementHandler):
    """Turns a stored citation into the editor's entity, whose words are always the source's short name."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """Return ``id``, and ``label``, ``title`` and ``url`` of the source if there still is one."""
        number = attrs.get("id", "")
        reference = Reference.objects.filter(pk=number).first() if number.isdecimal() else None
        return entity_data(reference) if reference else {"id": number}

    def handle_endtag(self, name: str, state: HandlerState, contentstate: ContentState) -> None:
        """Put the short name in the place of the words that were stored."""
        entity_range = state.current_entity_ranges[-1]
        if label := contentstate.entity_map[entity_range.key].data.get("label"):
            block = state.current_block
            block.text = block.text[: entity_range.offset] + label
            for style in block.inline_style_ranges:
                if style.length is not None:  # closed, so it may have ended inside the words that are gone
                    style.length = min(style.length, max(0, len(block.text) - style.offset))
            if state.leading_whitespace == STRIP_WHITESPACE:  # there were no words: now some precede what follows
                state.leading_whitespace = KEEP_WHITESPACE
        super().handle_endtag(name, state, contentstate)


def citation_element(props: dict[str, Any]) -> Any:
    """Turn the editor's entity into what the database stores."""
    return DOM.create_element("a", {"linktype": LINK_TYPE, "id": props.get("id")}, props["children"])


def register(features: FeatureRegistry) -> None:
    """Make the feature known to every rich text field that lists it."""
    features.register_link_type(ReferenceLinkHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "cite",
                "description": _("Cite a source"),
                "attributes": ["id", "label", "title", "url"],
                "chooserUrls": {"referenceChooser": reverse_lazy(CHOOSER_URL)},
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/cite.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {f'a[linktype="{LINK_TYPE}"]': CitationElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: citation_element}},
        },
    )
