"""What a search looks through: a row for each page and fact that readers get, the words in use, and the synonyms.

Rows hold words that readers had when they were written. Whether readers still have them is asked when searching
(``SearchEntryQuerySet.readable``), so a row that is late shows nothing that is not published.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Upper
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index

from articles.review.claims import public
from clinic.people.queries import is_here

# The text search configurations of the migrations: PostgreSQL's own for the language, deaf to accents.
CONFIGURATIONS = {"en": "clinic_english", "es": "clinic_spanish"}

ENOUGH = 150  # pages of one sort that a search looks at
TITLE_LETTERS = 255


class Kind(models.TextChoices):
    """What a result is, in the order in which equals are listed."""

    TREATMENT = "treatment", _("Treatments")
    SERVICE = "service", _("Conditions and services")
    LOCATION = "location", _("Locations")
    PERSON = "person", _("People")
    PAGE = "page", _("About the clinic")
    ARTICLE = "article", _("Articles")


def _vector(**weights: str) -> Case:
    """Return the search vector of columns by weight, in the configuration of the row's language."""
    english, spanish = (
        _sum([SearchVector(name, weight=weight, config=configuration) for name, weight in weights.items()])
        for configuration in (CONFIGURATIONS["en"], CONFIGURATIONS["es"])
    )
    return Case(When(language="es", then=spanish), default=english, output_field=SearchVectorField())


def _sum(vectors: list[Any]) -> Any:
    total = vectors[0]
    for vector in vectors[1:]:
        total += vector
    return total


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Entries by who may read them."""

    def readable(self, language: str = "") -> "SearchEntryQuerySet":
        """Return what anybody may read now, in one language where it is given.

        That is what is live and public, the words of today's edition, and people who have not left.
        """
        rows = self.filter(
            Q(edition=None, page__current_edition=None) | Q(edition=F("page__current_edition__edition")),
            Q(page__personpage=None) | is_here(person="page__personpage__person__"),
            page__live=True,
        )
        return public(rows.filter(language=language) if language else rows)

    def picked(self, language: str, *sorts: Q, most: int) -> list[int]:
        """Return the first of each sort, at most ``most``, as an index has them: numbers of pages, each once.

        This comes before anything is asked of them. PostgreSQL cannot tell how few of all are left out by who may read
        them, and together with that question would look at every page that fits.
        """
        indexed = self.filter(language=language).order_by("rank", "-published_at")
        some = [indexed.filter(sort).values_list("pk", flat=True)[:most] for sort in sorts]
        return list(some[0].union(*some[1:]) if len(some) > 1 else some[0])


class SearchEntry(models.Model):
    """A page as a search sees it.

    ``lead`` is what stands under its title, ``keywords`` what it is filed under. ``edition`` is the one that the words
    are of; none for pages without editions. ``changed_at`` is when the words last changed in substance.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    language = models.CharField(max_length=16)
    kind = models.CharField(max_length=16, choices=Kind)
    rank = models.PositiveSmallIntegerField()
    edition = models.ForeignKey("articles.Edition", null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=TITLE_LETTERS)
    keywords = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    published_at = models.DateTimeField()
    words_digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    head = models.GeneratedField(
        expression=_vector(title="A", keywords="B", lead="C"), output_field=SearchVectorField(), db_persist=True
    )
    vector = models.GeneratedField(
        expression=_vector(title="A", keywords="B", lead="C", body="D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = SearchEntryQuerySet.as_manager()

    # Set by clinic.finding.search
    passage: SafeString

    class Meta:
        indexes = [
            GinIndex(fields=["head"], name="search_head"),
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="search_title"),
            models.Index(fields=["language", "rank", "-published_at"], name="search_order"),
        ]

    def __str__(self) -> str:
        return self.title


class FactEntry(models.Model):
    """A fact of a treatment's current edition: what is asked of which treatment, and the answer."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="facts")
    language = models.CharField(max_length=16)
    key = models.CharField(max_length=60)
    treatment = models.CharField(max_length=255)
    aspect = models.CharField(max_length=80)
    answer = models.TextField()
    strength = models.CharField(max_length=20, blank=True)
    strength_label = models.CharField(max_length=60, blank=True)
    about = models.GeneratedField(expression=_vector(treatment="A"), output_field=SearchVectorField(), db_persist=True)
    asked = models.GeneratedField(
        expression=_vector(aspect="A", key="B"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering = ["pk"]
        indexes = [GinIndex(fields=["about"], name="fact_about")]

    def __str__(self) -> str:
        return f"{self.treatment}: {self.aspect}"


class SearchWord(models.Model):
    """A word that pages in a language use, to correct spelling by. Whether readers can find it is asked each time."""

    language = models.CharField(max_length=16)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="one_row_per_word")]
        indexes = [GinIndex(fields=["word"], name="search_word", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word


class Synonym(TranslatableMixin, index.Indexed, models.Model):
    """Different words for one thing: a search for any of them finds all."""

    term = models.CharField(
        _("term"), max_length=80, help_text=_("The word that the site itself uses, for example Esketamine.")
    )
    other_words = models.TextField(
        _("other words"),
        max_length=1000,
        help_text=_(
            "One on each line: brand names, abbreviations, everyday words. Searching for any of them finds them all."
        ),
    )

    search_fields = [
        index.SearchField("term"),
        index.SearchField("other_words"),
        index.AutocompleteField("term"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("search synonym")
        verbose_name_plural = _("search synonyms")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                Upper("term"),
                "locale",
                name="one_synonym_per_term",
                violation_error_message=_("This term is on the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.term

    @property
    def forms(self) -> list[str]:
        """Every way to say it, the term itself first."""
        return [form for line in (self.term, *self.other_words.splitlines()) if (form := " ".join(line.split()))]

    def clean(self) -> None:
        """Refuse a term that is on the list: forms without the language skip the constraint."""
        super().clean()
        if Synonym.objects.filter(term__iexact=self.term, locale=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError({"term": _("This term is on the list already.")})
