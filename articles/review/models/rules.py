"""What a clinic decides about its reviews."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.log_actions import log
from wagtail.models import Orderable

SETTINGS_CHANGED = "articles.review_settings_changed"
FEWEST_QUESTIONS, MOST_QUESTIONS = 5, 8
# What a reviewer is asked until the clinic says otherwise: after DISCERN's questions on health information.
FIRST_QUESTIONS = (
    (_("Is every medical statement accurate as you know it today?"), ""),
    (_("Do the sources support what they are cited for?"), _("Open those that a claim rests on.")),
    (_("Are risks given as plainly as benefits?"), ""),
    (_("Is it plain what is approved and what is off-label?"), ""),
    (_("Is it said where evidence is weak or missing?"), ""),
    (_("Would a reader know when to ask for help at once?"), ""),
)


class OnLapse(models.TextChoices):
    """What becomes of a page whose review has lapsed."""

    SAY_SO = "say-so", _("The page stays and says that its review has lapsed")
    NOINDEX = "noindex", _("The page stays and says so; search engines are asked to leave it out")
    UNPUBLISH = "unpublish", _("The page is unpublished")


@register_setting(icon="check", order=250)
class ReviewSettings(ClusterableModel, BaseGenericSetting):
    """The one row that says what may go live unsigned, what a lapse does, and what reviewers are asked.

    ``save()`` logs every change; the triggers that guard what readers get read ``unsigned_allowed``.
    """

    unsigned_allowed = models.BooleanField(
        _("texts may go live without a signature"),
        default=False,
        help_text=_(
            "They say above the text that no clinician has signed it. Switched off again, readers no longer get them."
        ),
    )
    on_lapse = models.CharField(
        _("when a review lapses"), max_length=10, choices=OnLapse, default=OnLapse.SAY_SO, blank=False
    )

    panels = [
        FieldPanel("unsigned_allowed"),
        FieldPanel("on_lapse"),
        InlinePanel(
            "questions",
            label=_("Question"),
            heading=_("What reviewers are asked"),
            min_num=FEWEST_QUESTIONS,
            max_num=MOST_QUESTIONS,
            help_text=_("Five to eight, each answered with yes, no or does not apply, and a note."),
        ),
    ]
    _LOGGED: ClassVar[tuple[str, ...]] = ("unsigned_allowed", "on_lapse")

    class Meta:
        verbose_name = _("medical review")
        verbose_name_plural = _("medical review")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the first questions when the row is new, and log what changed."""
        before = ReviewSettings.objects.filter(pk=self.pk).values(*self._LOGGED).first() if self.pk else None
        if before is None and not self.questions.all():
            self.questions.set(
                [
                    ChecklistQuestion(text=str(text), help=str(note), sort_order=order)
                    for order, (text, note) in enumerate(FIRST_QUESTIONS)
                ]
            )
        super().save(*args, **kwargs)
        changes = [
            {"field": name, "before": str(before[name]) if before else None, "after": str(getattr(self, name))}
            for name in self._LOGGED
            if before is None or before[name] != getattr(self, name)
        ]
        if before is not None and changes:
            log(self, SETTINGS_CHANGED, data={"changes": changes}, content_changed=True)


class ChecklistQuestion(Orderable):
    """What a reviewer answers before signing; question and answer are kept with the signature."""

    settings = ParentalKey(ReviewSettings, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=200)
    help = models.CharField(_("what to look at"), max_length=300, blank=True)

    panels = [FieldPanel("text"), FieldPanel("help")]

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


def unsigned_allowed() -> bool:
    """Whether texts may go live without a signature."""
    return ReviewSettings.objects.filter(unsigned_allowed=True).exists()


def checklist() -> list[dict[str, str]]:
    """Return what reviewers are asked, as ``{"text": …, "help": …}``, in order."""
    rows = [{"text": row.text, "help": row.help} for row in ChecklistQuestion.objects.order_by("sort_order", "pk")]
    return rows or [{"text": str(text), "help": str(note)} for text, note in FIRST_QUESTIONS]
