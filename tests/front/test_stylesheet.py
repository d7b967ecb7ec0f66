"""The stylesheet keeps its promises of contrast and weight."""

import gzip
import re
from itertools import product

import pytest

from clinic.settings.environment import ROOT

STATIC = ROOT / "static"
CSS = (STATIC / "css" / "site.css").read_text(encoding="utf-8")

# Text on each ground it stands on. WCAG 2.2, success criterion 1.4.3: 4.5 to 1.
TEXT_PAIRS = [
    ("ink", "paper"),
    ("ink", "accent-tint"),
    ("ink", "safety-tint"),
    ("ink", "emergency-tint"),
    ("ink", "field"),
    ("quiet", "paper"),
    ("accent", "paper"),
    ("accent", "accent-tint"),
    ("accent-deep", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("safety", "safety-tint"),
    ("emergency", "emergency-tint"),
    ("emergency", "paper"),
]
# The edges of controls. Success criterion 1.4.11: 3 to 1.
EDGE_PAIRS = [("control", "paper"), ("control", "field"), ("accent", "paper")]


def _tokens(selector: str) -> dict[str, str]:
    body = CSS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6})\b", body))


LIGHT = _tokens(":root")
THEMES = {
    "light": LIGHT,
    "dark device": LIGHT | _tokens(':root:not([data-theme="light"])'),
    "dark chosen": LIGHT | _tokens(':root[data-theme="dark"]'),
    "print": LIGHT | _tokens(":root:root"),
}


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "pair"), list(product(THEMES, TEXT_PAIRS)), ids=str)
def test_text_stands_out_from_its_ground(theme: str, pair: tuple[str, str]) -> None:
    text, ground = (THEMES[theme][name] for name in pair)
    assert _contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("theme", "pair"), list(product(["light", "dark device"], EDGE_PAIRS)), ids=str)
def test_controls_stand_out_from_the_page(theme: str, pair: tuple[str, str]) -> None:
    edge, ground = (THEMES[theme][name] for name in pair)
    assert _contrast(edge, ground) >= 3


def test_dark_is_the_same_whether_the_device_or_the_reader_chose_it() -> None:
    assert THEMES["dark device"] == THEMES["dark chosen"]


def _compressed(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_styles_take_no_more_than_a_third_of_an_articles_28_kb() -> None:
    assert _compressed("css/site.css") < 9 * 1024


def test_scripts_of_a_page_weigh_less_than_5_kb() -> None:
    assert _compressed("js/theme.js", "js/site.js") < 5 * 1024


def test_fonts_weigh_less_than_45_kb_together() -> None:
    assert sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2")) < 45 * 1024


def test_the_stylesheet_asks_no_other_origin() -> None:
    assert re.findall(r"url\((?!\"\.\./fonts/)[^)]*\)|@import", CSS) == []
