"""Adding and editing a source, with the rules that a database cannot say kindly."""

from collections.abc import Callable
from itertools import chain
from string import ascii_lowercase
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from articles.library.authors import read_authors
from articles.library.identifiers import normalise_doi, normalise_pmid
from articles.library.models import Reference

IDENTIFIERS = ("doi", "pmid", "url")


class IdentifierField(forms.CharField):
    """Takes an identifier as people paste it, so the browser does not cut it to the length of the bare one."""

    def __init__(self, *, normalise: Callable[[str], str], **options: Any) -> None:
        self.normalise = normalise
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> str:
        """Return the bare identifier."""
        return self.normalise(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out ``maxlength``."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class ReferenceForm(WagtailAdminModelForm):
    """A source. Editions name it by its key, so that is given once."""

    doi = IdentifierField(
        label=_("DOI"),
        normalise=normalise_doi,
        max_length=255,
        help_text=_("As it is, or with doi: or https://doi.org/ before it."),
    )
    pmid = IdentifierField(
        label=_("PubMed ID"), normalise=normalise_pmid, max_length=9, help_text=_("The number, or the PubMed address.")
    )
    url = forms.URLField(
        label=_("address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Where there is neither DOI nor PubMed ID."),
    )

    class Meta:
        model = Reference
        fields = [
            "authors",
            "title",
            "kind",
            "container",
            "year",
            "volume",
            "pages",
            "doi",
            "pmid",
            "url",
            "accessed_on",
            "key",
        ]
        error_messages = {"key": {"unique": _("Another source has this key.")}}
        widgets = {"accessed_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        key.required = False
        key.disabled = self.instance.pk is not None
        key.help_text = (
            _("Editions name the source by its key, so it stays.")
            if key.disabled
            else _("A short name, for example cohen2018. Made of author and year if left empty.")
        )

    def clean(self) -> dict[str, Any]:
        """Make a key for a new source, and ask again who confirmed identifiers that have changed."""
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("key") and "key" not in self.errors and {"authors", "year"} <= cleaned.keys():
            cleaned["key"] = unused_key(cleaned["authors"], cleaned["year"])
        if (
            self.instance.pk
            and cleaned.get("identifiers_confirmed_by")
            and "identifiers_confirmed_by" not in self.changed_data
            and any(name in self.changed_data for name in IDENTIFIERS)
        ):
            self.add_error(
                "identifiers_confirmed_by",
                ValidationError(_("The identifiers have changed. Say who confirmed these, or leave this empty.")),
            )
        return cleaned


def unused_key(authors: str, year: int) -> str:
    """Return the first author's name and the year, with a letter after it if another source has that key."""
    stem = slugify(read_authors(authors).first).replace("-", "")[:40] or "source"
    taken = set(Reference.objects.filter(key__startswith=f"{stem}{year}").values_list("key", flat=True))
    candidates = chain([""], ascii_lowercase, (f"-{number}" for number in range(2, len(taken) + 3)))
    return next(key for letter in candidates if (key := f"{stem}{year}{letter}") not in taken)


class KeyedForm(WagtailAdminModelForm):
    """An aspect or an indication. Editions and comparisons name it by its key, so that is given once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        key.required = False
        key.disabled = self.instance.pk is not None
        key.help_text = (
            _("Editions and comparisons name it by its key, so it stays.")
            if key.disabled
            else _("A short name for the library. Made of the name if left empty.")
        )

    def clean(self) -> dict[str, Any]:
        """Make a key for what is new, and refuse one that is taken."""
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("key") and cleaned.get("name") and "key" not in self.errors:
            cleaned["key"] = slugify(cleaned["name"])[:60].strip("-")
        # The language is no field of the form, so Django leaves out the constraint.
        others = type(self.instance)._default_manager.filter(key=cleaned.get("key"), locale=self.instance.locale_id)
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error("key", _("There is one with this key already. Choose another."))
        return cleaned
