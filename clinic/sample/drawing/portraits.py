"""Portraits of people who do not exist: initials before a pattern of their own, never a face."""

from PIL import Image

from clinic.sample.drawing.canvas import (
    DEEP,
    HAZE,
    INK,
    MIST,
    NIGHT,
    PAPER,
    SAND,
    SHALLOW,
    STRAW,
    TEAL,
    WATER,
    Canvas,
    skyline,
    wave,
)

SIDE = 800


def author() -> Image.Image:
    """Lines like those of a page, for a writer."""
    canvas = Canvas(SIDE, SIDE, SAND)
    for row, end in enumerate((700, 560, 640, 480, 680, 600, 520)):
        y = 70 + row * 110
        canvas.line([(100, y), (end, y)], 26, STRAW)
    return _signed(canvas, "JS", TEAL, PAPER)


def editor() -> Image.Image:
    """Overlapping quarter discs, for an editor."""
    canvas = Canvas(SIDE, SIDE, SHALLOW)
    canvas.circle((0, 0), 560, HAZE)
    canvas.circle((800, 800), 560, WATER)
    canvas.circle((800, 0), 250, MIST)
    return _signed(canvas, "PS", NIGHT, PAPER)


def reviewer() -> Image.Image:
    """Rings that close in on a point, for someone who checks."""
    canvas = Canvas(SIDE, SIDE, DEEP)
    for radius, color in ((540, TEAL), (450, DEEP), (360, TEAL), (290, DEEP)):
        canvas.circle((400, 400), radius, color)
    return _signed(canvas, "MS", SAND, INK)


def clinician() -> Image.Image:
    """A calm sea, for someone who stays with patients."""
    canvas = Canvas(SIDE, SIDE, HAZE)
    for row, color in enumerate((SHALLOW, WATER, TEAL, DEEP)):
        canvas.ground(skyline(250 + row * 140, wave(400, 30, row * 100)), color)
    return _signed(canvas, "DS", PAPER, INK)


def _signed(canvas: Canvas, initials: str, disc: str, letters: str) -> Image.Image:
    canvas.circle((400, 400), 290, disc)
    canvas.text((400, 404), initials, 272, letters)
    return canvas.finish()
