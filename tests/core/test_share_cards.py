"""The picture that stands for a page where it is shared."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from clinic.core import share_cards
from clinic.core.share_cards import HEIGHT, INK, MARGIN, PAPER, WIDTH, ShareCard, draw, printable

LONG = "What is known about infusions for adults who have tried other treatments without relief " * 4


def drawn(**shown: Any) -> Image.Image:
    return Image.open(BytesIO(draw(ShareCard(**{"title": "A title", "site": "A clinic", **shown}))))


def has_ink(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything is drawn inside a box of the card."""
    darkest, _brightest = image.crop(box).convert("L").getextrema()
    return bool(darkest < 200)


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"title": LONG},
        {"title": "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3},
        {"line": f"Medically reviewed by {LONG}", "ticked": True},
        {"site": LONG},
        {"title": "", "site": ""},
    ],
)
def test_whatever_is_on_it_the_card_has_its_size_and_nothing_runs_into_its_edges(shown: dict[str, Any]) -> None:
    image = drawn(**shown)
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    assert not has_ink(image, (WIDTH - MARGIN + 8, 0, WIDTH, HEIGHT))
    assert not has_ink(image, (100, HEIGHT - MARGIN + 20, WIDTH, HEIGHT))


def test_a_title_that_the_font_cannot_print_is_left_out_rather_than_printed_as_boxes() -> None:
    title_part = (100, 150, WIDTH, 480)
    assert has_ink(drawn(), title_part)
    assert not has_ink(drawn(title="ケタミンと薬"), title_part)
    assert printable("Ñandú, “é”")
    assert not printable("מאמר")


def test_a_card_is_drawn_once_for_what_it_shows(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    times: list[ShareCard] = []
    monkeypatch.setattr(share_cards, "draw", lambda card: times.append(card) or b"drawn")
    card, other = ShareCard("One", "Clinic"), ShareCard("Two", "Clinic")
    assert [one.jpeg() for one in (card, card, other)] == [b"drawn"] * 3
    assert times == [card, other]


def test_the_colours_are_those_of_the_light_theme() -> None:
    tokens = (
        Path(str(share_cards.finders.find("css/site.css")))
        .read_text()
        .partition("@layer tokens")[2]
        .partition("prefers-color-scheme")[0]
    )
    assert f"--paper: {PAPER}" in tokens
    assert f"--ink: {INK}" in tokens
