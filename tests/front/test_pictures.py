"""docs/ show each template: a new one needs its picture (`make screenshots`)."""

import re
from itertools import chain

from clinic.settings.environment import ROOT
from tests.bench.pictures.shots import IMAGES
from tests.bench.pictures.taking import CHAPTERS

TEMPLATES = ROOT / "templates"
EXTENDS = re.compile(r'\{% extends "([^"]+)" %\}')
SHOTS = [shot for chapter in CHAPTERS for shot in chapter.shots]


def whole_pages() -> set[str]:
    """Return the templates that a browser is sent as they are: of our own bases, those that nothing builds on."""
    bases = {
        path.relative_to(TEMPLATES).as_posix(): EXTENDS.findall(path.read_text()) for path in TEMPLATES.rglob("*.html")
    }
    built_on = set(chain.from_iterable(bases.values()))
    return {name for name, base in bases.items() if (base or "/" not in name) and name not in built_on}


def test_each_template_is_shown() -> None:
    assert whole_pages() - {shot.template for shot in SHOTS} == set()
    assert [shot.template for shot in SHOTS if not (TEMPLATES / shot.template).is_file()] == []


def test_the_pages_of_the_docs_show_what_is_taken_and_nothing_else() -> None:
    for chapter in CHAPTERS:
        assert chapter.path.read_text() == chapter.written()
    files = [name for shot in SHOTS for name in shot.files().values()]
    assert len(files) == len(set(files))
    assert {path.name for path in IMAGES.iterdir()} == set(files)
