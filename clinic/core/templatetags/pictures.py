"""Printing frozen pictures."""

from typing import Any, Literal

from django import template

from clinic.core.pictures import FORMATS, JPEG_WIDTHS, WIDTHS, Picture, kept_widths, picture_url

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    picture: Picture,
    sizes: str = "100vw",
    loading: Literal["lazy", "eager", "first"] = "lazy",
    widest: int = WIDTHS[-1],
    alt: str | None = None,
) -> dict[str, Any]:
    """Print a ``<picture>``: AVIF, WebP, then JPEG.

    ``sizes`` is the HTML attribute; ``loading="first"`` is for the one picture that is seen first; ``widest`` is the
    most pixels that the place has, so that no wider file is offered than the first that fills it; ``alt`` replaces
    the picture's own description, empty where the words beside it say the same.
    """
    kept = kept_widths(picture["width"])
    offered = [*(width for width in kept if width < widest), *[width for width in kept if width >= widest][:1]]
    return {
        "picture": picture,
        "alt": picture["alt"] if alt is None else alt,
        "sizes": sizes,
        "loading": loading,
        "src": picture_url(picture, min(_jpeg_width(widest), picture["width"]), "jpg"),
        "sources": [
            (
                f"image/{extension}",
                ", ".join(f"{picture_url(picture, width, extension)} {width}w" for width in offered),
            )
            for extension in FORMATS
        ],
    }


def _jpeg_width(widest: int) -> int:
    """Return the width of the JPEG for old browsers, which get one file for every screen."""
    return JPEG_WIDTHS[0] if widest <= JPEG_WIDTHS[0] else JPEG_WIDTHS[1]


@register.simple_tag
def picture_url_of(picture: Picture, width: int = 1200) -> str:
    """Return the address of the JPEG nearest below ``width`` pixels, for cards on other sites."""
    kept = kept_widths(picture["width"], JPEG_WIDTHS)
    return picture_url(picture, max((w for w in kept if w <= width), default=kept[0]), "jpg")
