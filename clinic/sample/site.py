"""Loading the sample site, whole or not at all."""

from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.models import Topic
from clinic.consultations.audit import quiet_audit
from clinic.core.models import ClinicImage, ClinicSettings, Notice
from clinic.sample import articles, care, content, intake, library, locations, pages, people, reports, states
from clinic.sample.access import write_access
from clinic.sample.drawing import PICTURES, draw
from clinic.sample.state import Loaded


def is_loaded() -> bool:
    """Whether this database holds the sample site."""
    return ClinicSettings.objects.filter(is_sample=True).exists()


def load_sample_site() -> Path:
    """Load the sample site in one transaction and return the file that describes its accounts."""
    loaded = Loaded()
    with quiet_audit(), transaction.atomic():
        # Where each thing is used is found out once at the end: a task for each saved row would wait in the queue, and
        # fail where its row was replaced meanwhile.
        with disable_reference_index_auto_update():
            _load(loaded)
        call_command("rebuild_references_index", verbosity=0)
    return write_access(loaded.ways_in)


def _load(loaded: Loaded) -> None:
    """Make everything: first what is referred to, then every page without its words, then the words."""
    loaded.images = {name: _image(name) for name in PICTURES}
    people.load_people(loaded)
    site = content.read("site")
    loaded.topics = {row["slug"]: Topic.objects.create(locale=loaded.locale, **row) for row in site["topics"]}
    loaded.resolver = content.Resolver(
        references=library.load_references(),
        images={name: image.pk for name, image in loaded.images.items()},
        notices={row["name"]: Notice.objects.create(locale=loaded.locale, **row).pk for row in site.get("notices", [])},
    )
    pages.load_structure(loaded)
    people.load_profiles(loaded)
    standard = pages.draft_pages(loaded)
    asked = pages.draft_questions(loaded)
    places = locations.draft_locations(loaded)
    treatments = library.draft_treatments(loaded)
    cared = care.draft_care(loaded)
    written = articles.draft_articles(loaded)
    loaded.resolver.pages = pages.addresses(loaded)
    library.load_library(loaded, treatments)
    pages.load_pages(loaded, standard)
    pages.load_questions(loaded, asked)
    locations.load_locations(loaded, places)
    care.load_care(loaded, cared)
    articles.load_articles(loaded, written)
    pages.load_settings(loaded)
    states.load_states(loaded)
    intake.load_intake(loaded)
    reports.load_reports(loaded)


def _image(name: str) -> ClinicImage:
    picture = PICTURES[name]
    file = BytesIO()
    draw(name).save(file, "PNG")
    image = ClinicImage(
        title=picture.title,
        description=picture.description,
        credit=picture.credit,
        contains_models=picture.contains_models,
        file=ImageFile(file, f"{name}.png"),
    )
    image.save()
    return image
