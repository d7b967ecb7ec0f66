"""What stands around every page in one language: name, menu, notice, footer."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail.search import index

PLAIN_TEXT = ["bold", "italic", "link"]


class NoticeLevel(models.TextChoices):
    """How loud a notice is. Only warning and emergency use the safety colours."""

    INFO = "info", _("Information")
    WARNING = "warning", _("Warning")
    EMERGENCY = "emergency", _("Emergency")


class Notice(TranslatableMixin, index.Indexed, models.Model):
    """A text kept once and shown in several places, such as a safety notice."""

    name = models.CharField(_("name"), max_length=100, help_text=_("For editors; readers do not see it."))
    level = models.CharField(_("level"), max_length=10, choices=NoticeLevel, default=NoticeLevel.INFO)
    heading = models.CharField(_("heading"), max_length=120, blank=True)
    text = RichTextField(_("text"), features=PLAIN_TEXT)

    panels = [FieldPanel("name"), FieldPanel("level"), FieldPanel("heading"), FieldPanel("text")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def titles_itself(page: Page) -> bool:
    """Whether a page's own title is what readers get; where they read editions, a draft's title is not for them."""
    return not getattr(page.specific_class, "prints_edition", False)


class MenuLinkBlock(blocks.StructBlock):
    """One entry of the menu."""

    page = blocks.PageChooserBlock(label=_("Page"))
    label = blocks.CharBlock(
        label=_("Label"),
        required=False,
        max_length=30,
        help_text=_("Unless given, the page's title. A page whose text is signed needs one."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for a label where nobody may have signed the page's own title. Raises StructBlockValidationError."""
        value = super().clean(value)
        if not value["label"] and not titles_itself(value["page"]):
            why = ValidationError(_("Give a label: the title of this page can change before anybody has signed it."))
            raise blocks.StructBlockValidationError({"label": why})
        return value

    class Meta:
        icon = "link"
        label = _("Link")


class SiteFrame(TranslatableMixin, models.Model):
    """The texts around every page, one row a language."""

    clinic_name = models.CharField(_("clinic's name"), max_length=80)
    slogan = models.CharField(_("slogan"), max_length=160, blank=True)
    menu = StreamField([("link", MenuLinkBlock())], verbose_name=_("menu"), blank=True, max_num=7)
    notice = models.ForeignKey(
        Notice,
        verbose_name=_("site-wide notice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands at the top of every page until you take it away."),
    )
    crisis_lines = RichTextField(
        _("crisis lines"),
        features=PLAIN_TEXT,
        help_text=_("In the footer of every page: whom to call in an emergency."),
    )
    disclaimer = RichTextField(_("disclaimer"), features=PLAIN_TEXT, blank=True)
    image_disclaimer = models.CharField(
        _("words under pictures of models"), max_length=120, default="Image contains models"
    )
    reuse_terms = RichTextField(_("copyright and reuse"), features=PLAIN_TEXT, blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("clinic_name"), FieldPanel("slogan")], heading=_("Name")),
        FieldPanel("menu"),
        FieldPanel("notice"),
        MultiFieldPanel(
            [
                FieldPanel("crisis_lines"),
                FieldPanel("disclaimer"),
                FieldPanel("reuse_terms"),
                FieldPanel("image_disclaimer"),
            ],
            heading=_("Footer and small print"),
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("site texts and menu")
        verbose_name_plural = _("site texts and menus")
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_frame_per_language")]

    def __str__(self) -> str:
        return f"{self.clinic_name} ({self.locale.language_code})"

    def clean(self) -> None:
        """Refuse a second row for a language, in words that say where the first is."""
        super().clean()
        if self.locale_id and SiteFrame.objects.filter(locale=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("There are already site texts in this language. Edit those instead."))
