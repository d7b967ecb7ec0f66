"""What a form asks and what stands around it: from the database, or from the copy on disk while that is away."""

import json
import logging
import os
import threading
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.models import Site
from wagtail.rich_text import expand_db_html

from clinic.consultations.language_help import help_in_languages
from clinic.consultations.models import IntakeForm, IntakeSettings, Kind
from clinic.consultations.slots import Offer, free_times
from clinic.consultations.words import INTRODUCTIONS, NEXT_STEPS, TOPICS
from clinic.core.frame import Frame, Link, load_frame
from clinic.core.models import ClinicSettings, Location, SiteFrame

logger = logging.getLogger(__name__)

COPY_EVERY = 60  # seconds
_copied: dict[Path, float] = {}
_PLAIN = ("topics", "answer_within", "acknowledges", "language_help")  # what a copy holds as it is


@dataclass(frozen=True)
class Definition:
    """One form. ``fresh`` is False where it is the copy, so that nothing can be received. HTML is safe to print."""

    kind: str
    introduction: str
    topics: list[str]
    read_first: str
    next_steps: str
    answer_within: int
    acknowledges: bool
    locations: list[tuple[str, str]]
    times: list[Offer]
    frame: Frame
    language_help: list[dict[str, str]] = field(default_factory=list)  # tag, name, direction and text of each
    fresh: bool = True
    settings: IntakeSettings = field(default_factory=IntakeSettings)
    home: Location | None = None  # whose hours count where none was chosen

    @property
    def grouped_times(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the times as choices, those of a day and place under one heading."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for offer in self.times:
            groups.setdefault(offer.heading, []).append((offer.value, offer.label))
        return list(groups.items())


def load_definition(request: HttpRequest, kind: str) -> Definition:
    """Return a form's definition, and keep a copy of it. Without the database, return the last copy."""
    path = copy_path(kind)
    try:
        definition = define(request, Kind(kind))
    except Error as error:
        logger.warning("The database is away (%s): the form %s stands as it was last.", type(error).__name__, kind)
        return _from_copy(path, Kind(kind))
    if time.monotonic() - _copied.get(path, -COPY_EVERY) >= COPY_EVERY:
        keep_copy(definition, path)
    return definition


def copy_path(kind: str) -> Path:
    """Return where the copy of a form in the current language is kept."""
    folder: Path = settings.DATA_DIR / "forms"
    return folder / f"{kind}-{get_language() or settings.LANGUAGE_CODE}.json"


def keep_copy(definition: Definition, path: Path) -> None:
    """Write the copy, whole or not at all. A disk that refuses is logged: the form itself works."""
    unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(_packed(definition)), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        logger.warning("The copy of a form cannot be kept: %s: %s.", error.filename, error.strerror)
    _copied[path] = time.monotonic()


def define(request: HttpRequest, kind: Kind, chosen: IntakeSettings | None = None) -> Definition:
    """Return a form as the database has it, or as it would be with other settings."""
    frame = load_frame(request)
    if chosen is None:
        site = Site.find_for_request(request)
        chosen = IntakeSettings.for_site(site) if site else IntakeSettings()
    language = get_language() or settings.LANGUAGE_CODE
    written = IntakeForm.objects.filter(kind=kind, locale__language_code=language).first()
    locations = list(Location.objects.order_by("name"))
    definition = built_in(kind, frame)
    if written is not None:
        definition = with_words(definition, written)
    return replace(
        definition,
        answer_within=chosen.answer_within,
        acknowledges=chosen.acknowledges,
        locations=[(str(place.pk), place.name) for place in locations]
        if chosen.chooses_location and len(locations) > 1
        else [],
        times=free_times(chosen, locations) if kind != Kind.REFERRAL else [],
        language_help=help_in_languages(chosen.language_help),
        settings=chosen,
        home=(frame.settings.main_location if frame.settings else None) or next(iter(locations), None),
    )


def built_in(kind: Kind, frame: Frame) -> Definition:
    """Return a form in the product's own words."""
    defaults = IntakeSettings()
    return Definition(
        kind=kind,
        introduction=format_html("<p>{}</p>", INTRODUCTIONS[kind]),
        topics=[str(topic) for topic in TOPICS[kind]],
        read_first="",
        next_steps=format_html("<p>{}</p>", NEXT_STEPS),
        answer_within=defaults.answer_within,
        acknowledges=False,
        locations=[],
        times=[],
        frame=frame,
    )


def with_words(definition: Definition, written: IntakeForm) -> Definition:
    """Return a form with the clinic's own words where there are some."""
    topics = [str(block.value) for block in written.topics]
    return replace(
        definition,
        introduction=_printed(written.introduction) or definition.introduction,
        read_first=_printed(written.read_first),
        next_steps=_printed(written.next_steps) or definition.next_steps,
        topics=topics or definition.topics,
    )


def _printed(html: str) -> str:
    return mark_safe(expand_db_html(html.strip()))  # noqa: S308 -- Wagtail cleaned it when it was saved


def _packed(definition: Definition) -> dict[str, Any]:
    frame = definition.frame
    clinic, texts = frame.settings, frame.texts
    names = (*_PLAIN, "introduction", "read_first", "next_steps", "locations")
    return {
        **{name: getattr(definition, name) for name in names},
        "times": [asdict(offer) for offer in definition.times],
        "clinic": {name: getattr(clinic, name) for name in ("phone", "email", "address", "is_sample", "frozen_logo")}
        if clinic
        else {},
        "texts": {name: getattr(texts, name) for name in ("clinic_name", "slogan", "crisis_lines", "disclaimer")}
        if texts
        else None,
        "words": {name: str(html) for name, html in frame.words.items() if name != "notice"},
        "menu": [asdict(link) for link in frame.menu],
        "actions": {name: asdict(link) for name, link in frame.actions.items()},
        "policies": {name: asdict(link) for name, link in frame.policies.items()},
    }


def _from_copy(path: Path, kind: Kind) -> Definition:
    try:
        packed = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return replace(built_in(kind, Frame()), fresh=False)
    frame = Frame(
        settings=ClinicSettings(**packed["clinic"]),
        texts=SiteFrame(**packed["texts"]) if packed["texts"] else None,
        menu=[Link(**link) for link in packed["menu"]],
        actions={name: Link(**link) for name, link in packed["actions"].items()},
        policies={name: Link(**link) for name, link in packed["policies"].items()},
        words={name: mark_safe(html) for name, html in packed["words"].items()},  # noqa: S308 -- our own copy
    )
    html = {name: mark_safe(packed[name]) for name in ("introduction", "read_first", "next_steps")}  # noqa: S308 -- our own copy
    return Definition(
        kind=kind,
        frame=frame,
        fresh=False,
        times=[Offer(**offer) for offer in packed["times"]],
        locations=[(value, label) for value, label in packed["locations"]],
        **html,
        **{name: packed[name] for name in _PLAIN},
    )
