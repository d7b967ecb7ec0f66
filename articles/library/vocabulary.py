"""The words that the library is ordered by: aspects, indications and the glossary."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from articles.text_features import INLINE_TEXT


class Aspect(TranslatableMixin, index.Indexed, Orderable):
    """A question that can be asked of every treatment, such as how fast it acts. Tables print them in this order.

    Editions and comparisons name it by its ``key``, which is the same in every language and never changes.
    """

    key = models.SlugField(_("key"), max_length=60)
    name = models.CharField(_("name"), max_length=80, help_text=_("As it stands before the row of a table."))
    help = models.TextField(
        _("what to write"),
        blank=True,
        max_length=400,
        help_text=_("For editors: what belongs here and what does not. Readers do not see it."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("aspect")
        verbose_name_plural = _("aspects")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "locale"],
                name="one_aspect_per_key",
                violation_error_message=_("Another aspect has this key."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Indication(TranslatableMixin, index.Indexed, models.Model):
    """What a treatment is used for. Named by its ``key``, like an aspect."""

    key = models.SlugField(_("key"), max_length=60)
    name = models.CharField(_("name"), max_length=120, help_text=_("For example: Chronic pain."))
    within_sentence = models.CharField(
        _("within a sentence"),
        max_length=120,
        blank=True,
        help_text=_("As it stands after “is approved for”. Unless given, the name with a small first letter."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("indication")
        verbose_name_plural = _("indications")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "locale"],
                name="one_indication_per_key",
                violation_error_message=_("Another indication has this key."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_sentence(self) -> str:
        """How it stands in the middle of a sentence."""
        if self.within_sentence or self.name[1:2].isupper():  # PTSD keeps its capitals
            return self.within_sentence or self.name
        return self.name[:1].lower() + self.name[1:]


class GlossaryTerm(TranslatableMixin, index.Indexed, models.Model):
    """A word that readers may not know. Articles explain it where they first use it."""

    term = models.CharField(_("term"), max_length=80)
    other_forms = models.TextField(
        _("other forms"),
        blank=True,
        max_length=600,
        help_text=_("One on each line: the plural, an abbreviation, another spelling."),
    )
    explanation = RichTextField(
        _("explanation"),
        features=INLINE_TEXT,
        max_length=600,
        help_text=_("One to three plain sentences. Cite a source for what is not common knowledge."),
    )
    explained = models.BooleanField(
        _("explain it in articles"),
        default=True,
        help_text=_("Untick to leave it out of editions made from now on. Then it can be deleted in time."),
    )

    search_fields = [
        index.SearchField("term"),
        index.SearchField("other_forms"),
        index.AutocompleteField("term"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                "locale",
                name="one_entry_per_term",
                violation_error_message=_("This term is in the glossary already."),
            )
        ]

    def __str__(self) -> str:
        return self.term

    @property
    def forms(self) -> list[str]:
        """Every way in which it is written, the term itself first."""
        return [form for line in (self.term, *self.other_forms.splitlines()) if (form := " ".join(line.split()))]

    def clean(self) -> None:
        """Refuse a form that is another term's: nobody could say which of the two explanations is meant."""
        super().clean()
        mine = {form.casefold() for form in self.forms}
        others = GlossaryTerm.objects.filter(locale=self.locale_id).exclude(pk=self.pk) if self.locale_id else []
        for other in others:
            shared = next((form for form in other.forms if form.casefold() in mine), None)
            if shared is not None:
                named = "term" if shared.casefold() == self.term.casefold() else "other_forms"
                raise ValidationError(
                    {
                        named: _("“%(form)s” belongs to the term “%(term)s” already.")
                        % {"form": shared, "term": other.term}
                    }
                )


def aspect_choices() -> list[tuple[str, str]]:
    """Return (key, name) of every aspect in its order, named in the language that is in use where there is a name."""
    return list(aspect_names().items())


def aspect_names() -> dict[str, str]:
    """Return the name of each aspect by its key, in the order of tables."""
    return _names(Aspect.objects.all())


def explained_terms() -> list[GlossaryTerm]:
    """Return the terms that articles in the language in use explain."""
    return list(GlossaryTerm.objects.filter(locale__language_code=get_language(), explained=True).order_by("pk"))


def _names(rows: Any) -> dict[str, str]:
    language = get_language()
    names: dict[str, str] = {}
    for key, name, code in rows.values_list("key", "name", "locale__language_code"):
        if code == language:
            names[key] = name
        else:
            names.setdefault(key, name)
    return names
