"""Facts and their sources, each written once."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.library.authors import read_authors
from articles.library.deletion import refuse_if_cited
from articles.library.identifiers import normalise_doi, normalise_pmid


class EvidenceKind(models.TextChoices):
    """What kind of evidence a source is, as readers are told."""

    GUIDELINE = "guideline", _("Guideline")
    SYSTEMATIC_REVIEW = "systematic-review", _("Systematic review")
    TRIAL = "trial", _("Randomized trial")
    OBSERVATIONAL = "observational", _("Observational study")
    REVIEW = "review", _("Review")
    LABEL = "label", _("Drug label")
    GOVERNMENT = "government", _("Government page")
    LABORATORY = "laboratory", _("Laboratory or animal study")


class ReferenceQuerySet(models.QuerySet["Reference"]):
    """Sources, found by words and never deleted while they are cited."""

    SEARCHED = ("title", "authors", "key", "container", "year", "doi", "pmid")

    def search(self, words: str) -> Self:
        """Return those in which every word occurs, somewhere: "cohen 2018", a DOI, part of a title."""
        found = self
        for word in words.split():
            anywhere = models.Q()
            for field in self.SEARCHED:
                anywhere |= models.Q(**{f"{field}__icontains": normalise_doi(word) or word})
            found = found.filter(anywhere)
        return found

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them all, or raise ProtectedError and delete none if one is cited."""
        refuse_if_cited(list(self))
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]  # how Django marks what templates may not call
    delete.queryset_only = True  # type: ignore[attr-defined]  # and what a manager does not offer


class Reference(models.Model):
    """A source. Not translated: it is cited as it was published.

    Editions name it by its ``key``, which therefore stays as it was given.
    """

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("A short name for editors, for example cohen2018.")
    )
    kind = models.CharField(_("kind of evidence"), max_length=20, choices=EvidenceKind)
    authors = models.TextField(_("authors"), help_text=_("As printed: Family AB, Family CD, et al."))
    title = models.TextField(_("title"))
    container = models.CharField(
        _("journal or publisher"), max_length=255, blank=True, help_text=_("Where it was published.")
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1800)])
    volume = models.CharField(_("volume and issue"), max_length=40, blank=True, help_text=_("For example 43(5)."))
    pages = models.CharField(_("pages or article number"), max_length=40, blank=True)
    doi = models.CharField(
        _("DOI"),
        max_length=255,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI begins with 10. and has a slash."))],
    )
    pmid = models.CharField(
        _("PubMed ID"), max_length=9, blank=True, validators=[RegexValidator(r"^[1-9]\d*$", _("Digits only."))]
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    retracted = models.BooleanField(_("retracted"), default=False)
    retraction_urgent = models.BooleanField(
        _("say so above every text"),
        default=False,
        help_text=_(
            "Only with “retracted”: texts that cite it say so at the top at once, before they are signed again."
        ),
    )
    landmark = models.BooleanField(_("landmark"), default=False)
    identifiers_confirmed_by = models.CharField(
        _("identifiers confirmed by"),
        max_length=120,
        blank=True,
        help_text=_("Who compared DOI, PubMed ID and address with the publisher's page."),
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["authors", "year"]
        constraints = [
            models.UniqueConstraint(
                Lower("doi"),
                condition=~models.Q(doi=""),
                name="one_reference_per_doi",
                violation_error_message=_("There is already a source with this DOI."),
            ),
            models.UniqueConstraint(
                fields=["pmid"],
                condition=~models.Q(pmid=""),
                name="one_reference_per_pmid",
                violation_error_message=_("There is already a source with this PubMed ID."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_name}: {self.title}"

    @property
    def short_name(self) -> str:
        """What editors see in the text: "Cohen 2018"."""
        return f"{read_authors(self.authors).first} {self.year}"

    def clean_fields(self, exclude: Any = None) -> None:
        """Take identifiers in any of their written forms."""
        self.doi, self.pmid = normalise_doi(self.doi), normalise_pmid(self.pmid)
        super().clean_fields(exclude)

    def clean(self) -> None:
        """Ask for one way to find the source, and for dates that have come."""
        super().clean()
        errors: dict[str, Any] = {}
        today = timezone.localdate()
        if not (self.doi or self.pmid or self.url or self.container):
            errors["url"] = _(
                "Give a DOI, a PubMed ID or an address, or at least the journal or publisher, for readers to find it."
            )
        if self.year and self.year > today.year + 1:
            errors["year"] = _("That year is still far off.")
        if self.accessed_on and self.accessed_on > today:
            errors["accessed_on"] = _("That day has not come yet.")
        if errors:
            raise ValidationError(errors)

    def validate_constraints(self, exclude: Any = None) -> None:
        """Say at the field itself which other source has the same DOI or PubMed ID.

        Django would say it of the form as a whole. These two are all the constraints there are.
        """
        errors: dict[str, Any] = {}
        for field, lookup in (("doi", "doi__iexact"), ("pmid", "pmid")):
            value = getattr(self, field)
            if not value or field in (exclude or ()):
                continue
            other = Reference.objects.filter(**{lookup: value}).exclude(pk=self.pk).first()
            if other is not None:
                errors[field] = ValidationError(
                    _("Another source has this already: %(source)s (%(key)s)."),
                    code="unique",
                    params={"source": other, "key": other.key},
                )
        if errors:
            raise ValidationError(errors)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete it, or raise ProtectedError naming what cites it."""
        refuse_if_cited([self])
        return super().delete(using=using, keep_parents=keep_parents)

    def frozen(self) -> dict[str, Any]:
        """Return what an edition keeps of this source."""
        return {
            "key": self.key,
            "kind": self.kind,
            "authors": self.authors,
            "title": self.title,
            "container": self.container,
            "year": self.year,
            "volume": self.volume,
            "pages": self.pages,
            "doi": self.doi,
            "pmid": self.pmid,
            "url": self.url,
            "accessed_on": self.accessed_on.isoformat() if self.accessed_on else "",
            "retracted": self.retracted,
        }
