"""The sample site's pictures are the same everywhere, light, and described."""

import io

import pytest
from PIL import Image

from clinic.sample.drawing import PICTURES, draw

PHONE_WIDTH = 780  # a phone's 390 pixels, twice as dense
MOST_BYTES = 12 * 1024


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_costs_a_phone_little(name: str) -> None:
    picture = draw(name).convert("RGB")
    if picture.width > PHONE_WIDTH:
        height = round(picture.height * PHONE_WIDTH / picture.width)
        picture = picture.resize((PHONE_WIDTH, height), Image.Resampling.LANCZOS)
    encoded = io.BytesIO()
    picture.save(encoded, "AVIF", quality=50)
    assert len(encoded.getvalue()) < MOST_BYTES


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_described_for_those_who_cannot_see_it(name: str) -> None:
    described = PICTURES[name]
    assert 40 <= len(described.description) <= 255
    assert described.credit
    assert not described.contains_models


def test_drawing_again_gives_the_same_pixels() -> None:
    assert draw("two-paths").tobytes() == draw("two-paths").tobytes()


def test_the_logo_has_clear_corners_for_dark_and_light_pages() -> None:
    mark = draw("logo")
    assert mark.mode == "RGBA"
    assert [mark.getpixel(corner)[3] for corner in ((0, 0), (511, 0), (0, 511), (511, 511))] == [0, 0, 0, 0]
