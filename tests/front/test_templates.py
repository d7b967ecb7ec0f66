"""What every template of the public site holds to."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings

from clinic.core.frame import Frame
from clinic.settings.environment import ROOT

TEMPLATES = ROOT / "templates"
PUBLIC = sorted(
    path for path in TEMPLATES.rglob("*.html") if path.relative_to(TEMPLATES).parts[0] not in ("wagtailadmin", "review")
)

# A block of each type with nothing but what it cannot do without.
SPARE_BLOCKS: list[dict[str, Any]] = [
    {"type": "heading", "level": 3, "text": "A part", "anchor": "a-part"},
    {"type": "rich_text", "html": ""},
    {"type": "figure", "picture": None},
    {"type": "quote", "text": "So it is.", "attribution": ""},
    {"type": "table", "caption": "", "row_headers": False, "columns": [], "rows": [["", "one"]]},
    {"type": "table", "caption": "", "row_headers": True, "columns": ["", "Dose"], "rows": [["Ketamine", ""]]},
    {"type": "safety_notice", "level": "emergency", "heading": "", "html": "<p>Call 911.</p>"},
    {"type": "notice", "level": "info", "heading": "", "html": ""},
    {"type": "myth_fact", "myth": "It is.", "html": "<p>It is not.</p>"},
    {"type": "questions", "heading": "", "items": []},
    {"type": "call_to_action", "kind": "consultation", "heading": "", "text": ""},
    {"type": "call_steps", "heading": "", "steps": [{"title": "Somebody answers", "text": ""}]},
]


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_carries_an_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    scripts = [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag and "application/" not in tag]
    assert scripts == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == []


@pytest.mark.parametrize("block", SPARE_BLOCKS, ids=lambda block: block["type"])
def test_a_block_prints_where_everything_optional_is_missing(block: dict[str, Any]) -> None:
    with override_settings(TEMPLATES=_strict_templates()):
        html = render_to_string(f"blocks/{block['type']}.html", {"block": block})
    assert "UNDEFINED" not in html


def test_a_page_prints_on_a_site_without_any_texts_and_still_names_the_crisis_lines() -> None:
    html = render_to_string("404.html", {"frame": Frame()}, RequestFactory().get("/nowhere/"))
    assert 'href="tel:911"' in html
    assert 'href="tel:988"' in html


def test_the_500_page_prints_without_database_request_or_static_manifest(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    html = render_to_string("500.html")
    assert 'href="/static/css/site.css"' in html
    assert 'href="tel:911"' in html


def _strict_templates() -> list[dict[str, Any]]:
    """Return the settings of templates such that a missing variable, printed, shows."""
    first = site_settings.TEMPLATES[0]
    return [{**first, "OPTIONS": {**first["OPTIONS"], "string_if_invalid": "UNDEFINED(%s)"}}]


# What is the same in every language.
NAMES = {"ORCID", "iD", "DOI", "PubMed", "NPI", "SHA"}
UNSEEN = (
    r"\{% comment %\}.*?\{% endcomment %\}",
    r"\{#.*?#\}",
    r"\{% blocktranslate.*?\{% endblocktranslate %\}",
    r"<(svg|script).*?</\1>",
    r"\{[{%].*?[}%]\}",
    r"[\w-]+\.json",
)
# Two are printed before anybody knows the language.
IN_A_LANGUAGE = [path for path in PUBLIC if path.name not in ("500.html", "admin_base.html")]


@pytest.mark.parametrize("path", IN_A_LANGUAGE, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for unseen in UNSEEN:
        text = re.sub(unseen, " ", text, flags=re.DOTALL)
    attributes = re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
    said = " ".join([*attributes, re.sub(r"<[^>]*>", " ", text)])
    assert set(re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", said))) <= NAMES
