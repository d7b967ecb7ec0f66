"""Pictures made of receptor-like forms: the explaining figure, and abstract ones that stand above articles."""

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
    WIDE,
    Canvas,
    Point,
    arc,
)

FIGURE = (1600, 1200)
MEMBRANE_TOP, MEMBRANE_FOOT = 620, 840


def lock_and_key() -> Image.Image:
    """Five columns with sockets of different shapes; a disc lies in its own, a wedge waits above another."""
    canvas = Canvas(*WIDE, DEEP)
    for index, (top, color) in enumerate(((610, TEAL), (520, WATER), (650, SHALLOW), (500, WATER), (580, TEAL))):
        canvas.rectangle(index * 320, top, index * 320 + 320, 900, color)
    canvas.rectangle(85, 610, 235, 710, DEEP)
    canvas.polygon(arc((480, 520), 104, 0, 180), DEEP)
    canvas.polygon([(690, 650), (910, 650), (870, 760), (730, 760)], DEEP)
    canvas.polygon([(1000, 500), (1240, 500), (1120, 640)], DEEP)
    for x in (1370, 1440, 1510):
        canvas.polygon([*arc((x, 640), 27, 0, 180), (x - 27, 580), (x + 27, 580)], DEEP)
    canvas.circle((480, 520), 92, SAND)
    canvas.circle((480, 520), 34, STRAW)
    canvas.polygon([(1006, 170), (1234, 170), (1234, 268), (1120, 401), (1006, 268)], MIST)
    canvas.polygon([(1120, 170), (1234, 170), (1234, 268), (1120, 401)], HAZE)
    return canvas.finish()


def two_receptors() -> Image.Image:
    """Draw the figure: on the left a channel with a plug in it, on the right a receptor with a disc in its cup."""
    canvas = Canvas(*FIGURE, MIST)
    _membrane(canvas)
    _channel(canvas, 400)
    _cup(canvas, 1200)
    for x, drug, action, receptor in (
        (400, "Ketamine", "blocks the channel", "NMDA receptor"),
        (1200, "Opioid", "binds the receptor", "mu receptor"),
    ):
        canvas.text((x, 104), drug, 92, INK)
        canvas.text((x, 202), action, 64, INK)
        canvas.text((x, 1096), receptor, 64, INK)
    canvas.line([(400, 262), (400, 616)], 5, INK)
    canvas.line([(1200, 262), (1200, 386)], 5, INK)
    canvas.line([(800, 70), (800, 550)], 4, SHALLOW)
    canvas.line([(800, 910), (800, 1130)], 4, SHALLOW)
    return canvas.finish()


def _membrane(canvas: Canvas) -> None:
    """Draw the cell's double wall across the whole width."""
    canvas.rectangle(0, MEMBRANE_TOP, 1600, MEMBRANE_FOOT, HAZE)
    for x in range(40, 1600, 80):
        canvas.circle((x, MEMBRANE_TOP), 34, SHALLOW)
        canvas.circle((x, MEMBRANE_FOOT), 34, SHALLOW)


def _channel(canvas: Canvas, x: float) -> None:
    """Draw a receptor with an open channel, and the drug that plugs it."""
    canvas.rectangle(x - 60, MEMBRANE_TOP - 36, x + 60, MEMBRANE_FOOT + 36, MIST)
    for side in (-1, 1):
        near, far = x + side * 54, x + side * 200
        canvas.rectangle(min(near, far), 520, max(near, far), 968, TEAL, radius=70)
        canvas.rectangle(min(near, near + side * 70), 516, max(near, near + side * 70), 900, TEAL)
        canvas.circle((x + side * 152, 516), 98, TEAL)
    canvas.polygon(arc((x, 706), 82, 0, 360)[::20], STRAW)
    canvas.circle((x, 706), 26, PAPER)


def _cup(canvas: Canvas, x: float) -> None:
    """Draw a receptor with a cup on top, and the drug that lies in it."""
    canvas.rectangle(x - 200, 500, x + 200, 968, TEAL, radius=96)
    canvas.circle((x, 496), 124, MIST)
    for offset in (-96, 0, 96):
        canvas.line([(x + offset, 690), (x + offset, 890)], 26, DEEP)
    canvas.circle((x, 500), 104, SAND)
    canvas.circle((x, 500), 42, STRAW)


def overlap() -> Image.Image:
    """Two large discs that cross; where they do, it is dark."""
    canvas = Canvas(*WIDE, MIST)
    left, right, radius = (600.0, 450.0), (1000.0, 450.0), 330.0
    canvas.circle(left, radius, SHALLOW)
    canvas.circle(right, radius, WATER)
    half = 52.7
    lens = [*arc(left, radius, -half, half), *arc(right, radius, 180 - half, 180 + half)]
    canvas.polygon(lens, NIGHT)
    for inset in (36, 72, 108):
        canvas.ring(left, radius - inset, 3, HAZE)
        canvas.ring(right, radius - inset, 3, SHALLOW)
    canvas.polygon(lens, NIGHT)
    canvas.circle((800, 450), 22, SAND)
    return canvas.finish()


def mirror_forms() -> Image.Image:
    """One form and its mirror image, alike and not the same."""
    canvas = Canvas(*WIDE, TEAL)
    canvas.rectangle(800, 0, 1600, 900, DEEP)
    for side, light, dim in ((-1, SAND, STRAW), (1, MIST, SHALLOW)):
        center: Point = (800 + side * 330, 470)
        arms: list[Point] = [(-60, -250), (210, -60), (130, 220), (-190, 150)]
        ends = [(center[0] - side * dx, center[1] + dy) for dx, dy in arms]
        for end in ends:
            canvas.line([center, end], 20, dim)
        for end, radius in zip(ends, (70, 46, 92, 58), strict=True):
            canvas.circle(end, radius, light)
        canvas.circle(center, 64, dim)
    canvas.line([(800, 70), (800, 830)], 4, WATER)
    return canvas.finish()
