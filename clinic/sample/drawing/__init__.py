"""The pictures of the sample site, drawn by code: none shows a person, and nobody else owns them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image

from clinic.sample.drawing import forms, landscapes, marks, portraits

CREDIT = "Drawn for this site"


@dataclass(frozen=True)
class Picture:
    """What an image's record needs besides its pixels. ``description`` is its text alternative."""

    title: str
    description: str
    artist: Callable[[], Image.Image]
    credit: str = CREDIT
    contains_models: bool = False


PICTURES: Mapping[str, Picture] = {
    "two-paths": Picture(
        "Two paths",
        "A person stands where a pale road divides. One branch winds to the left of a rounded hill and one to the "
        "right, toward blue-green mountains under a low sun.",
        landscapes.two_paths,
    ),
    "lock-and-key": Picture(
        "Lock and key",
        "Five blue-green columns, each with a notch of another shape on top. A disc rests in the round notch. "
        "A wedge hangs above the pointed one, the only notch that it fits.",
        forms.lock_and_key,
    ),
    "two-receptors": Picture(
        "Two drugs, two receptors",
        "A diagram of a cell's wall with two receptors. On the left, labeled NMDA receptor, ketamine sits inside the "
        "channel and blocks it. On the right, labeled mu receptor, an opioid binds in the cup on top.",
        forms.two_receptors,
    ),
    "two-rivers": Picture(
        "Two rivers",
        "Two branching lines, like rivers or nerves. A dark one comes from the left and a lighter one from the right; "
        "they run past each other and do not meet.",
        landscapes.two_rivers,
    ),
    "overlap": Picture(
        "Overlap",
        "Two large discs cross. The part that both share is almost black, with one small pale dot in its middle.",
        forms.overlap,
    ),
    "clearing": Picture(
        "Clearing",
        "Bands of pale fog draw apart to both sides of a pointed mountain, which stands clear down to its foot "
        "under a small moon.",
        landscapes.clearing,
    ),
    "mirror-forms": Picture(
        "Mirror forms",
        "A form of five joined discs, and beside it its mirror image in other colors: alike, but not the same.",
        forms.mirror_forms,
    ),
    "portrait-author": Picture(
        "Jonah Sample-Whitlow",
        "The initials JS in a blue-green disc, before lines like those of a written page.",
        portraits.author,
    ),
    "portrait-editor": Picture(
        "Priya Sample-Nair",
        "The initials PS in a dark disc, before large overlapping curves.",
        portraits.editor,
    ),
    "portrait-reviewer": Picture(
        "Marta Sample-Reyes",
        "The initials MS in a sand-colored disc, before blue-green rings.",
        portraits.reviewer,
    ),
    "portrait-clinician": Picture(
        "Daniel Sample-Okafor",
        "The initials DS in a pale disc, before the waves of a calm sea.",
        portraits.clinician,
    ),
    "logo": Picture(
        "Mark of the sample clinic",
        "A white ferry above two waves, in a blue-green disc.",
        marks.logo,
    ),
    "social-card": Picture(
        "Card for other sites",
        "A white ferry on calm water before pale hills, with the words Ferry Street Ketamine Clinic (sample).",
        marks.social_card,
    ),
}


def draw(name: str) -> Image.Image:
    """Return the picture of that name, the same pixels each time.

    RGB, except the logo, which is RGBA with clear corners. Raises KeyError for an unknown name.
    """
    return PICTURES[name].artist()
