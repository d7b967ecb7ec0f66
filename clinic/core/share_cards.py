"""The picture that stands for a page where it is shared: drawn from its words, 1200 by 630 pixels.

Drawn once for what it shows and kept in a folder of the media that nobody is served from: whoever serves a card has
asked first whether its page may be read.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache, cached_property, lru_cache
from io import BytesIO
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont, ImageOps

from clinic.core.pictures import JPEG_WIDTHS, Picture, kept_widths, picture_name

WIDTH, HEIGHT = 1200, 630  # pixels: the shape that social networks cut to
MARGIN, BAR, PICTURE_WIDTH = 72, 18, 400
PAPER, INK, QUIET, ACCENT, RULE = "#fbfaf7", "#16211f", "#46524f", "#0b5f5b", "#d9d6cd"  # the light theme's
SERIF = "fonts/source-serif-4-latin-400.woff2"
TITLE_SIZES = range(84, 43, -4)
TITLE_TOP, TITLE_BOTTOM, LEADING = 150, 470, 1.14
SITE_SIZE, LINE_SIZE, TICK_WIDTH = 34, 28, 42
VERSION = 1  # of the drawing: another one is drawn anew


@dataclass(frozen=True)
class ShareCard:
    """What a card shows. ``line`` stands at its foot, ticked where ``ticked``; ``picture`` is cut to its right part."""

    title: str
    site: str
    line: str = ""
    ticked: bool = False
    picture_file: str = ""

    @property
    def alt(self) -> str:
        """What the card says, in words."""
        return ". ".join(text for text in (self.title, self.site, self.line) if text)

    @cached_property
    def key(self) -> str:
        """The SHA-256 of all that is shown."""
        shown = json.dumps([VERSION, asdict(self)], sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()

    def jpeg(self) -> bytes:
        """Return the card, drawn unless it has been before."""
        name = f"cards/{self.key}.jpg"
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(draw(self)))
        with default_storage.open(name) as file:
            return bytes(file.read())


def picture_file(picture: Picture | None) -> str:
    """Return the file that a card cuts its part from; none of a picture whose words would have to stand beside it."""
    if picture is None or picture["contains_models"] or picture["credit"]:
        return ""
    return picture_name(picture["sha256"], max(kept_widths(picture["width"], JPEG_WIDTHS)), "jpg")


def draw(card: ShareCard) -> bytes:
    """Return a card as JPEG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, BAR, HEIGHT), fill=ACCENT)
    right = WIDTH - MARGIN
    if card.picture_file:
        image.paste(_cut(card.picture_file), (WIDTH - PICTURE_WIDTH, 0))
        right -= PICTURE_WIDTH
    left = BAR + MARGIN
    if printable(card.site):
        pen.text((left, MARGIN), _cut_off(card.site, SITE_SIZE, right - left), fill=ACCENT, font=_serif(SITE_SIZE))
    if printable(card.title):
        _draw_lines(pen, *_fitted(card.title, right - left), (left, TITLE_TOP), INK)
    if card.line and printable(card.line):
        _draw_foot(pen, card, left, right)
    output = BytesIO()
    image.save(output, "JPEG", quality=88, subsampling=0, optimize=True)
    return output.getvalue()


@lru_cache(maxsize=1000)
def printable(text: str) -> bool:
    """Whether the font has every letter of a text. A card leaves out what it could only print as boxes."""
    font = _serif(SITE_SIZE)
    missing = bytes(font.getmask("\uffff"))
    return all(letter.isspace() or bytes(font.getmask(letter)) != missing for letter in set(text))


def _draw_foot(pen: ImageDraw.ImageDraw, card: ShareCard, left: int, right: int) -> None:
    indent = TICK_WIDTH if card.ticked else 0
    lines = _kept(list(_lines(card.line, LINE_SIZE, right - left - indent)), 2, LINE_SIZE, right - left - indent)
    top = HEIGHT - MARGIN - round(len(lines) * LINE_SIZE * LEADING)
    pen.line((left, top - 24, right, top - 24), fill=RULE, width=2)
    if card.ticked:
        tick = [(left + 2, top + 18), (left + 11, top + 27), (left + 27, top + 6)]
        pen.line(tick, fill=ACCENT, width=5, joint="curve")
    _draw_lines(pen, LINE_SIZE, lines, (left + indent, top), QUIET)


def _draw_lines(pen: ImageDraw.ImageDraw, size: int, lines: list[str], corner: tuple[int, int], colour: str) -> None:
    for number, line in enumerate(lines):
        pen.text((corner[0], corner[1] + number * size * LEADING), line, fill=colour, font=_serif(size))


def _fitted(title: str, width: int) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits, and its lines; what fits at no size is cut off."""
    size, lines, most = TITLE_SIZES[0], [title], 1
    for size in TITLE_SIZES:
        lines = list(_lines(title, size, width))
        most = int((TITLE_BOTTOM - TITLE_TOP) / (size * LEADING))
        if len(lines) <= most and all(_serif(size).getlength(line) <= width for line in lines):
            break
    return size, _kept(lines, most, size, width)


def _kept(lines: list[str], most: int, size: int, width: int) -> list[str]:
    """Return at most so many lines, each cut off at the width."""
    kept = lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut_off(line, size, width) for line in kept]


def _lines(text: str, size: int, width: int) -> Iterator[str]:
    """Yield the lines of a text broken at its blanks."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _serif(size).getlength(longer) > width:
            yield line
            longer = word
        line = longer
    yield line


def _cut_off(text: str, size: int, width: int) -> str:
    """Return as much of a text as there is room for, with an ellipsis where something is left out."""
    if _serif(size).getlength(text) <= width:
        return text
    while text and _serif(size).getlength(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _cut(name: str) -> Image.Image:
    with default_storage.open(name) as file, Image.open(file) as opened:
        return ImageOps.fit(opened.convert("RGB"), (PICTURE_WIDTH, HEIGHT))


@cache
def _serif(size: int) -> Any:
    """Return the site's own serif at a size in pixels. FreeType reads its woff2 as it is served."""
    return ImageFont.truetype(str(finders.find(SERIF)), size)
