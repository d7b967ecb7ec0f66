"""Attacks on what a signed article prints: each puts UNSIGNED where the edition had its words or pictures from."""

from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import GlossaryTerm, Reference, TreatmentFact
from clinic.core.models import ClinicImage, Notice
from clinic.people.models import Person
from tests.articles.publication import newest_edition
from tests.factories import ImageFactory
from tests.library.articles import cite
from tests.library.shelf import Shelf
from tests.review.attempts import attempt
from tests.review.clinic import SIGNED, UNSIGNED, Clinic, read_all

EXPLAINED = "placebo"


def print_a_lot(clinic: Clinic) -> Shelf:
    """Have the clinic attacked at an article that prints something of everything, signed and live."""
    shelf = Shelf(publication=clinic.publication)
    ketamine, opioids = (
        treatment(clinic, shelf, slug, {"onset": shelf.sourced("Minutes."), "risks": shelf.sourced("Some.")})
        for slug in ("ketamine", "opioids")
    )
    shelf.term(EXPLAINED, f"Nothing{cite(shelf.sources[1])}.")
    notice = Notice.objects.create(name="n", heading="Take care", text="<p>Please.</p>", locale=shelf.locale)
    image = ImageFactory(description="A teal rectangle")
    clinic.article = clinic.signed_article(
        "prints-a-lot",
        title="Another article",
        featured_image=image,
        body=[
            ("rich_text", f"<p>{SIGNED}: a {EXPLAINED}{cite(shelf.sources[0])}.</p>"),
            ("notice", {"notice": notice}),
            ("figure", {"image": image, "alt": "", "caption": ""}),
            shelf.comparison(ketamine, opioids),
        ],
    )
    printed = read_all(clinic.path)
    signed = ("Minutes.", "Please.", "Nothing", shelf.sources[0].title, "A teal rectangle", "as it was signed")
    assert all(words in printed for words in signed)
    return shelf


def treatment(clinic: Clinic, shelf: Shelf, slug: str, facts: dict[str, str]) -> Any:
    """Add a treatment and have it signed and published."""
    page = shelf.unpublished_treatment(slug, facts)
    clinic.sign(page)
    page.get_latest_revision().publish()
    return type(page).objects.get(pk=page.pk)


def fact_edited(clinic: Clinic) -> None:
    """The fact's row is rewritten, a draft of its treatment says the same, and somebody tries to publish that."""
    shelf = print_a_lot(clinic)
    TreatmentFact.objects.update(text=shelf.sourced(UNSIGNED))
    fact = TreatmentFact.objects.first()
    assert fact is not None
    draft = shelf.draft(fact.page.get_latest_revision_as_object(), {"onset": shelf.sourced(UNSIGNED)})
    attempt(lambda: draft.get_latest_revision().publish())


def reference_edited(clinic: Clinic) -> None:
    print_a_lot(clinic)
    for reference in Reference.objects.all():
        reference.title = reference.container = reference.authors = UNSIGNED
        reference.save()


def glossary_term_edited(clinic: Clinic) -> None:
    print_a_lot(clinic)
    for term in GlossaryTerm.objects.all():
        term.explanation = f"<p>{UNSIGNED}.</p>"
        term.save()


def notice_edited(clinic: Clinic) -> None:
    print_a_lot(clinic)
    for notice in Notice.objects.all():
        notice.heading, notice.text = UNSIGNED, f"<p>{UNSIGNED}.</p>"
        notice.save()


def person_edited(clinic: Clinic) -> None:
    """Everybody in the byline, and who signed, is called otherwise."""
    print_a_lot(clinic)
    for person in Person.objects.all():
        person.name = person.job_title = UNSIGNED
        person.save()


def picture_described_otherwise(clinic: Clinic) -> None:
    print_a_lot(clinic)
    for image in ClinicImage.objects.all():
        image.description = image.credit = image.title = UNSIGNED
        image.save()


def picture_file_replaced(clinic: Clinic) -> None:
    """Another file is uploaded for the picture, and another is put in the place of the first on the disk."""
    print_a_lot(clinic)
    with ImageFactory(file__color="red", description="Red").file.open("rb") as red:
        content = red.read()
    for image in ClinicImage.objects.exclude(description="Red"):
        Path(image.file.path).write_bytes(content)
        image.file = SimpleUploadedFile("red.jpg", content, "image/jpeg")
        image.save()


def rendered_page_forged(clinic: Clinic) -> None:
    """Whatever the cache keeps after everything was read says something else, and so does what search keeps."""
    from clinic.finding.indexing import rebuild
    from clinic.finding.models import FactEntry, SearchEntry

    print_a_lot(clinic)
    rebuild()
    read_all(clinic.path)
    for key, kept in cached().items():
        assert SIGNED not in str(kept), f"{key}: a rendered page is kept where it can be forged"
        if isinstance(kept, str):
            cache.set(key, UNSIGNED)
    of_editions = SearchEntry.objects.exclude(edition=None)
    of_editions.update(title=UNSIGNED, lead=UNSIGNED, body=UNSIGNED, keywords=UNSIGNED)
    FactEntry.objects.update(answer=UNSIGNED)


def cached() -> dict[str, Any]:
    """Return all that the cache of this process holds, by key."""
    keys = [key.split(":", 2)[2] for key in cache._cache]
    return {key: cache.get(key) for key in keys}


def everything_it_prints_edited(clinic: Clinic) -> None:
    """Do all of it at once, by writing past every model: the words are those of the rows all the same."""
    print_a_lot(clinic)
    said = {"title": UNSIGNED}
    Reference.objects.update(**said, retracted=False)
    GlossaryTerm.objects.update(explanation=f"<p>{UNSIGNED}.</p>")
    Notice.objects.update(heading=UNSIGNED, text=f"<p>{UNSIGNED}.</p>")
    Person.objects.update(name=UNSIGNED)
    ClinicImage.objects.update(**said, description=UNSIGNED)
    TreatmentFact.objects.update(text=f"<p>{UNSIGNED}.</p>")
    assert UNSIGNED not in newest_edition(clinic.article).snapshot


EACH = [
    everything_it_prints_edited,
    fact_edited,
    reference_edited,
    glossary_term_edited,
    notice_edited,
    person_edited,
    picture_described_otherwise,
    picture_file_replaced,
    rendered_page_forged,
]
AT_ONCE = [everything_it_prints_edited, picture_file_replaced, rendered_page_forged]
