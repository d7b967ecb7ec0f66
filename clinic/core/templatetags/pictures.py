"""Printing frozen pictures."""

from typing import Any

from django import template

from clinic.core.pictures import FORMATS, JPEG_WIDTHS, Picture, kept_widths, picture_url

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    picture: Picture, sizes: str = "100vw", lazy: bool = True, css_class: str = "", alt: str | None = None
) -> dict[str, Any]:
    """Print a ``<picture>``: AVIF, WebP, then JPEG.

    ``sizes`` is the HTML attribute; ``lazy=False`` is for the one picture that is seen first; ``alt`` replaces the
    picture's own description, empty where the words beside it say the same.
    """
    width = picture["width"]
    jpeg_width = min(JPEG_WIDTHS[1], width)
    return {
        "picture": picture,
        "alt": picture["alt"] if alt is None else alt,
        "sizes": sizes,
        "lazy": lazy,
        "css_class": css_class,
        "src": picture_url(picture, jpeg_width, "jpg"),
        "sources": [
            (
                f"image/{extension}",
                ", ".join(f"{picture_url(picture, w, extension)} {w}w" for w in kept_widths(width)),
            )
            for extension in FORMATS
        ],
    }


@register.simple_tag
def picture_url_of(picture: Picture, width: int = 1200) -> str:
    """Return the address of the JPEG nearest below ``width`` pixels, for cards on other sites."""
    kept = kept_widths(picture["width"], JPEG_WIDTHS)
    return picture_url(picture, max((w for w in kept if w <= width), default=kept[0]), "jpg")
