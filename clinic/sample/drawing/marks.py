"""The sample clinic's mark, and the card that stands for a page on other sites."""

from PIL import Image

from clinic.sample.drawing.canvas import (
    DEEP,
    MIST,
    NIGHT,
    PAPER,
    SAND,
    SHALLOW,
    TEAL,
    WATER,
    Canvas,
    curve,
    hill,
    skyline,
    wave,
)


def logo() -> Image.Image:
    """A ferry on two waves, in a disc with clear corners that stands on light and dark alike."""
    canvas = Canvas(512, 512, None)
    canvas.circle((256, 256), 248, TEAL)
    _ferry(canvas, 256, 236, 1.16)
    return canvas.finish()


def _ferry(canvas: Canvas, x: float, y: float, scale: float) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * scale, y + dy * scale

    canvas.polygon([at(-150, 0), at(150, 0), at(112, 72), at(-112, 72)], PAPER)
    canvas.rectangle(*at(-92, -62), *at(92, -14), PAPER, radius=10 * scale)
    canvas.rectangle(*at(-26, -112), *at(26, -72), SAND, radius=6 * scale)
    for dy, reach in ((112, 158), (160, 116)):
        points = [
            at(dx, dy + 10 * (1 if step % 2 else -1)) for step, dx in enumerate(range(-reach, reach + 1, reach // 3))
        ]
        canvas.line(curve(points), 18 * scale, SHALLOW)


def social_card() -> Image.Image:
    """Water and hills under an open sky, with the mark and the clinic's name."""
    canvas = Canvas(1200, 630, MIST)
    canvas.circle((930, 190), 74, PAPER)
    canvas.ground(skyline(420, hill(980, 260, 130), hill(300, 320, 70)), SHALLOW)
    canvas.ground(skyline(470, hill(60, 240, 90), hill(1240, 260, 80)), WATER)
    canvas.ground(skyline(505, wave(600, 6)), TEAL)
    canvas.ground(skyline(570, wave(480, 7, 90)), DEEP)
    _ferry(canvas, 880, 468, 0.5)
    canvas.ground(skyline(505, wave(600, 6)), TEAL, foot=566)
    canvas.ground(skyline(570, wave(480, 7, 90)), DEEP)
    canvas.text((80, 132), "Ferry Street", 84, NIGHT, anchor="lm")
    canvas.text((80, 222), "Ketamine Clinic (sample)", 48, NIGHT, anchor="lm")
    return canvas.finish()
