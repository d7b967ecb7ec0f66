"""Wide pictures that stand above articles."""

from PIL import Image

from clinic.sample.drawing.canvas import (
    DEEP,
    HAZE,
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
    hill,
    skyline,
    smooth,
    wave,
)


def two_paths() -> Image.Image:
    """One road that divides in front of a hill; a small figure stands where it does."""
    canvas = Canvas(*WIDE, MIST)
    canvas.circle((1130, 205), 92, PAPER)
    canvas.ground(skyline(400, hill(240, 260, 150), hill(760, 330, 90), hill(1400, 300, 190)), HAZE)
    canvas.ground(skyline(470, hill(60, 330, 170), hill(1560, 380, 140), hill(900, 260, 60)), SHALLOW)
    canvas.ground(skyline(530, hill(820, 250, 150), hill(-60, 260, 90), hill(1700, 300, 120)), WATER)
    canvas.ground(skyline(606, wave(1600, 16, 500)), TEAL)
    left = [(800, 930, 330), (780, 830, 250), (700, 762, 176), (520, 708, 106), (394, 664, 66), (410, 624, 42)]
    _road(canvas, [*left, (456, 596, 28), (412, 566, 18), (446, 542, 11), (424, 524, 6), (436, 513, 3)])
    right = [(800, 930, 330), (822, 830, 250), (906, 762, 176), (1088, 710, 106), (1214, 668, 66), (1200, 630, 42)]
    _road(canvas, [*right, (1150, 602, 28), (1196, 570, 18), (1160, 546, 11), (1182, 528, 6), (1172, 517, 3)])
    canvas.ground(skyline(985, hill(90, 330, 210), hill(340, 160, 60)), DEEP)
    canvas.ground(skyline(1000, hill(1560, 360, 230), hill(1230, 150, 40)), DEEP)
    _figure(canvas, (800, 866))
    return canvas.finish()


def clearing() -> Image.Image:
    """Bands of fog that lift from a mountain and show its foot."""
    canvas = Canvas(*WIDE, DEEP)
    canvas.circle((1240, 190), 70, SAND)
    canvas.ground(skyline(640, hill(420, 300, 250), hill(1300, 330, 170)), TEAL)
    canvas.polygon([(470, 760), (800, 150), (1180, 760)], WATER)
    canvas.polygon([(800, 150), (1180, 760), (850, 760), (770, 470)], SHALLOW)
    canvas.ground(skyline(720, wave(1600, 8, 300)), NIGHT)
    bands = ((-80, 520, 300, HAZE), (180, 720, 370, MIST), (1080, 1700, 336, HAZE), (900, 1360, 406, MIST))
    low = ((-60, 420, 470, MIST), (1240, 1720, 500, HAZE), (120, 540, 560, HAZE), (1130, 1520, 590, MIST))
    for left, right, y, color in (*bands, *low):
        canvas.line([(left, y), (right, y)], 44, color)
    return canvas.finish()


def two_rivers() -> Image.Image:
    """Two rivers with their streams, one from each side, that run past each other and do not meet."""
    canvas = Canvas(*WIDE, MIST)
    canvas.ground(skyline(450, wave(1600, 60)), HAZE)
    _river(canvas, 1, TEAL)
    _river(canvas, -1, WATER)
    return canvas.finish()


def _river(canvas: Canvas, side: int, color: str) -> None:
    """Draw a river from the left (1) or, turned by half a circle, from the right (-1)."""

    def at(x: float, y: float) -> tuple[float, float]:
        return (x, y) if side == 1 else (1600 - x, 900 - y)

    stem = smooth([(-40, 250, 120), (260, 190, 108), (560, 300, 92), (860, 250, 70), (1160, 330, 46), (1400, 270, 20)])
    canvas.ribbon([at(x, y) for x, y, _ in stem], [width for _, _, width in stem], color)
    canvas.circle(at(1400, 270), 10, color)
    for points in (
        [(300, 190, 60), (430, 90, 40), (600, 70, 26), (740, 30, 16), (800, -40, 10)],
        [(640, 300, 50), (760, 380, 34), (930, 400, 22), (1060, 380, 12)],
        [(960, 262, 36), (1080, 160, 26), (1240, 130, 18), (1400, 60, 10)],
    ):
        run = smooth(points)
        canvas.ribbon([at(x, y) for x, y, _ in run], [width for _, _, width in run], color)
        canvas.circle(at(*points[-1][:2]), points[-1][2] / 2, color)


def _road(canvas: Canvas, points: list[tuple[float, float, float]]) -> None:
    """Draw a road seen from the front: each point gives where it is and how wide across the picture."""
    run = smooth(points)
    edges = [(x - width / 2, y) for x, y, width in run], [(x + width / 2, y) for x, y, width in run]
    canvas.polygon([*edges[0], *reversed(edges[1])], SAND)


def _figure(canvas: Canvas, feet: tuple[float, float]) -> None:
    x, y = feet
    canvas.polygon([(x - 12, y), (x + 12, y), (x - 96, y + 26), (x - 122, y + 20)], STRAW)
    canvas.rectangle(x - 14, y - 62, x + 14, y, NIGHT, radius=13)
    canvas.circle((x, y - 79), 12, NIGHT)
