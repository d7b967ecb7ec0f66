"""Notices, myths, questions, and the ways to reach the clinic."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from articles.blocks.base import FrozenStructBlock, rich_text
from articles.editions.freezing import Freezer
from clinic.core.models import Notice
from clinic.core.models.frame import NoticeLevel


class SafetyNoticeBlock(FrozenStructBlock):
    """What a reader must not miss."""

    level = blocks.ChoiceBlock(label=_("Level"), choices=NoticeLevel.choices, default=NoticeLevel.WARNING)
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = rich_text(_("Text"))

    class Meta:
        icon = "warning"
        label = _("Safety notice")
        description = _("For risks and what to do. Emergency is for danger to life only.")
        group = _("Safety")
        template = "blocks/safety_notice.html"
        preview_value = {
            "level": "warning",
            "heading": "Do not stop suddenly",
            "text": "<p>Talk to your prescriber.</p>",
        }

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``level``, ``heading`` and ``html``."""
        return {"level": value["level"], "heading": value["heading"], "html": freezer.html(value["text"])}


class ReusableNoticeBlock(FrozenStructBlock):
    """A notice that is kept once and shown in several places. An edition keeps its words as they were."""

    notice = SnippetChooserBlock(Notice, label=_("Notice"))

    class Meta:
        icon = "snippet"
        label = _("Reusable notice")
        description = _("A notice from the library. Changing it there does not change what was signed here.")
        group = _("Safety")
        template = "blocks/notice.html"

    def get_preview_value(self) -> Any:
        """Show a made-up notice."""
        text = "<p>Words that are kept once and shown in several places.</p>"
        notice = Notice(level=NoticeLevel.INFO, heading="A notice", text=text)
        return blocks.StructValue(self, {"notice": notice}.items())

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``key`` (which notice it is), ``level``, ``heading`` and ``html``.

        Raises ValidationError if the notice is gone.
        """
        notice = value["notice"]
        if notice is None:
            raise ValidationError(_("A notice that stands here no longer exists. Choose another or take it out."))
        return {
            "key": str(notice.translation_key),
            "level": notice.level,
            "heading": notice.heading,
            "html": freezer.html(notice.text),
        }


class MythFactBlock(FrozenStructBlock):
    """Something that is often said, and what is known."""

    myth = blocks.CharBlock(label=_("What is said"), max_length=255)
    fact = rich_text(_("What is known"))

    class Meta:
        icon = "help"
        label = _("Myth and fact")
        description = _("A claim in somebody's words, and what the evidence says of it.")
        group = _("Safety")
        template = "blocks/myth_fact.html"
        preview_value = {"myth": "Ketamine is an opioid.", "fact": "<p>It belongs to another class.</p>"}

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``myth`` (text) and ``html``."""
        return {"myth": value["myth"], "html": freezer.html(value["fact"])}


class QuestionBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = rich_text(_("Answer"))


class QuestionsBlock(FrozenStructBlock):
    """Questions that readers ask."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=30)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Each answer opens under its question.")
        group = _("Talking to us")
        template = "blocks/questions.html"
        preview_value = {
            "heading": "Questions",
            "items": [{"question": "How long does a visit take?", "answer": "<p>We tell you when you book.</p>"}],
        }

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:
        """Return ``heading`` and ``items`` of ``question`` and ``html``."""
        return {
            "heading": value["heading"],
            "items": [{"question": item["question"], "html": freezer.html(item["answer"])} for item in value["items"]],
        }


class CallToActionBlock(FrozenStructBlock):
    """One quiet way to reach the clinic. The page or number is the one in the clinic settings."""

    kind = blocks.ChoiceBlock(
        label=_("To do what"),
        choices=[
            ("consultation", _("Request a consultation")),
            ("phone", _("Call the clinic")),
            ("insurance", _("Check insurance")),
        ],
        default="consultation",
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400, rows=2)

    class Meta:
        icon = "mail"
        label = _("Call to action")
        description = _("An invitation to call or write. One on a page is enough.")
        group = _("Talking to us")
        template = "blocks/call_to_action.html"
        preview_value = {"kind": "phone", "heading": "Talk to us", "text": "A conversation commits you to nothing."}

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:  # noqa: ARG002 -- every block is asked alike
        """Return ``kind``, ``heading`` and ``text``."""
        return {"kind": value["kind"], "heading": value["heading"], "text": value["text"]}


class CallStepBlock(blocks.StructBlock):
    """One thing that happens."""

    title = blocks.CharBlock(label=_("Step"), max_length=120)
    text = blocks.TextBlock(label=_("What happens"), max_length=400, rows=2)


class CallStepsBlock(FrozenStructBlock):
    """What happens when somebody calls, step by step."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("What happens when you call"))
    steps = blocks.ListBlock(CallStepBlock(), label=_("Steps"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        label = _("What happens when you call")
        description = _("Two to eight steps, so that nobody has to fear the phone.")
        group = _("Talking to us")
        template = "blocks/call_steps.html"
        preview_value = {
            "heading": "What happens when you call",
            "steps": [
                {"title": "You say what brings you", "text": "As much or as little as you like."},
                {"title": "We answer your questions", "text": "And tell you what we do not know."},
            ],
        }

    def freeze(self, value: Any, freezer: Freezer) -> dict[str, Any]:  # noqa: ARG002 -- every block is asked alike
        """Return ``heading`` and ``steps`` of ``title`` and ``text``."""
        return {
            "heading": value["heading"],
            "steps": [{"title": step["title"], "text": step["text"]} for step in value["steps"]],
        }
