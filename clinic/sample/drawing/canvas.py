"""A drawing surface of flat shapes with smooth edges, and the colors that the sample pictures share."""

import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

PAPER = "#FBFAF7"
MIST = "#E3EFED"
HAZE = "#C9DEDA"
SHALLOW = "#9CC4BE"
WATER = "#5E9C96"
TEAL = "#0B5F5B"
DEEP = "#0A4643"
NIGHT = "#0D2F2E"
INK = "#16211F"
SAND = "#E9DFC8"
STRAW = "#D6C08F"

# Everything is drawn this many times larger and scaled down once, which is what smooths the edges.
OVERSAMPLING = 3

# The size of a picture that stands above an article.
WIDE = (1600, 900)


class Canvas:
    """Draws in the units of the finished picture, whatever the oversampling.

    A ``None`` background is transparent. Nothing here is random: the same calls give the same pixels.
    """

    def __init__(self, width: int, height: int, background: str | None = MIST) -> None:
        self.width, self.height = width, height
        size = (width * OVERSAMPLING, height * OVERSAMPLING)
        self._image = (
            Image.new("RGBA", size, (0, 0, 0, 0)) if background is None else Image.new("RGB", size, background)
        )
        self._draw = ImageDraw.Draw(self._image)

    def finish(self) -> Image.Image:
        """Return the picture at its own size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """Fill the shape with the given corners."""
        self._draw.polygon([_scaled(point) for point in points], fill=fill)

    def rectangle(self, left: float, top: float, right: float, bottom: float, fill: str, radius: float = 0) -> None:
        """Fill a rectangle, its corners rounded by ``radius``."""
        self._draw.rounded_rectangle(
            (*_scaled((left, top)), *_scaled((right, bottom))), radius=radius * OVERSAMPLING, fill=fill
        )

    def circle(self, center: Point, radius: float, fill: str) -> None:
        """Fill a circle."""
        self._draw.circle(_scaled(center), radius * OVERSAMPLING, fill=fill)

    def ring(self, center: Point, radius: float, width: float, color: str) -> None:
        """Draw a circle's outline, ``width`` wide inward from ``radius``."""
        self._draw.circle(
            _scaled(center), radius * OVERSAMPLING, outline=color, width=max(1, round(width * OVERSAMPLING))
        )

    def line(self, points: Sequence[Point], width: float, color: str) -> None:
        """Draw a line of even width with round ends and joints."""
        self.ribbon(points, [width] * len(points), color)
        for point in (points[0], points[-1]):
            self.circle(point, width / 2, color)

    def ribbon(self, points: Sequence[Point], widths: Sequence[float], color: str) -> None:
        """Draw a band along ``points`` whose width changes as ``widths`` says."""
        left: list[Point] = []
        right: list[Point] = []
        last = len(points) - 1
        for index, ((x, y), width) in enumerate(zip(points, widths, strict=True)):
            (x0, y0), (x1, y1) = points[max(index - 1, 0)], points[min(index + 1, last)]
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            across, along = (y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2
            left.append((x - across, y + along))
            right.append((x + across, y - along))
        self.polygon([*left, *reversed(right)], color)

    def ground(self, horizon: Callable[[float], float], fill: str, foot: float | None = None) -> None:
        """Fill everything below the line ``horizon(x)``, down to ``foot`` or the lower edge."""
        bottom = self.height if foot is None else foot
        xs = range(-8, self.width + 16, 8)
        self.polygon([(-8, bottom), *((x, horizon(x)) for x in xs), (self.width + 8, bottom)], fill)

    def text(self, position: Point, words: str, size: float, color: str, anchor: str = "mm") -> None:
        """Write ``words`` in the face that Pillow carries, so that it looks the same on every machine."""
        font = ImageFont.load_default(size * OVERSAMPLING)
        self._draw.text(_scaled(position), words, font=font, fill=color, anchor=anchor)


def smooth(points: Sequence[tuple[float, ...]], steps: int = 24) -> list[tuple[float, ...]]:
    """Return a smooth run (Catmull-Rom) through ``points``, which may have any number of dimensions."""
    padded = [points[0], *points, points[-1]]
    run: list[tuple[float, ...]] = []
    for index in range(len(points) - 1):
        corners = padded[index : index + 4]
        run.extend(_between(corners, step / steps) for step in range(steps))
    return [*run, points[-1]]


def curve(points: Sequence[Point]) -> list[Point]:
    """Return a smooth run through points of the plane."""
    return [(x, y) for x, y in smooth(points)]


def hill(center: float, width: float, height: float) -> Callable[[float], float]:
    """Return the height of a bell-shaped rise at x."""
    return lambda x: height * math.exp(-(((x - center) / width) ** 2))


def wave(length: float, height: float, shift: float = 0) -> Callable[[float], float]:
    """Return the height of an even wave at x."""
    return lambda x: height * math.sin((x - shift) / length * math.tau)


def skyline(base: float, *rises: Callable[[float], float]) -> Callable[[float], float]:
    """Return the line at ``base`` from the top, raised by the sum of ``rises``."""
    return lambda x: base - sum(rise(x) for rise in rises)


def arc(center: Point, radius: float, start: float, end: float) -> list[Point]:
    """Return points of a circle from ``start`` to ``end`` in degrees, clockwise from the right."""
    steps = max(2, int(abs(end - start) / 3))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)) for angle in angles]


def _between(corners: Sequence[tuple[float, ...]], t: float) -> tuple[float, ...]:
    return tuple(
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(*corners, strict=True)
    )


def _scaled(point: Point) -> Point:
    return point[0] * OVERSAMPLING, point[1] * OVERSAMPLING
