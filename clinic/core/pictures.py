"""Pictures as readers get them: named by what is in them, so that no later edit can change them.

A picture is described by its SHA-256 and cut into files under ``pictures/<sha256>/``. The address of a file follows
from the description alone: printing a picture needs no query, and replacing the file of an image changes nothing that
was frozen before.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypedDict

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images.models import Filter

from clinic.core.models.images import ClinicImage

# Pixels: portraits at 48 and 96 CSS px, a phone at ratio 2, a text column, and the same at ratio 2.
WIDTHS = (96, 200, 400, 800, 1600)
JPEG_WIDTHS = (400, 800, 1200)  # for old browsers, and 1200 for social cards
FORMATS = {"avif": "format-avif|avifquality-45", "webp": "format-webp|webpquality-72"}
REMEMBER_SECONDS = 24 * 3600
JPEG = "bgcolor-ffffff|format-jpeg|jpegquality-78"


class Picture(TypedDict):
    """A frozen picture: what identifies it, its size in pixels, and the words printed with it."""

    sha256: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    contains_models: bool


@dataclass(frozen=True)
class _File:
    name: str
    filter_spec: str


def freeze_picture(image: ClinicImage, alt: str = "", caption: str = "", *, remembered: bool = False) -> Picture:
    """Describe ``image`` as it is now and make the files readers will get, unless they are there already.

    ``alt`` replaces the image's own description for this place. ``remembered`` allows an answer of the cache for this
    file, for pages that freeze as they are read; an edition looks at the bytes. Raises ValidationError if the file
    cannot be read.
    """
    if not remembered and is_withheld(image):
        raise ValidationError(
            _("The picture “%(title)s” is withheld: it is shown no more. Choose another.") % {"title": image.title}
        )
    key = f"picture:{image.pk}:{image.file.name}:{image.file_hash}"
    kept = cache.get(key) if remembered else None
    if kept is None:
        kept = _keep(image)
        cache.set(key, kept, REMEMBER_SECONDS)
    sha256, width, height = kept
    return Picture(
        sha256=sha256,
        width=width,
        height=height,
        alt=alt or image.description,
        caption=caption,
        credit=image.credit,
        contains_models=image.contains_models,
    )


def _keep(image: ClinicImage) -> tuple[str, int, int]:
    """Make the files of a picture and return its SHA-256, width and height. Raises ValidationError."""
    try:
        with image.open_file() as file:
            source = file.read()
        with PillowImage.open(BytesIO(source)) as opened:
            width, height = ImageOps.exif_transpose(opened).size
    except (OSError, ValueError) as error:
        raise ValidationError(
            _("The file of the picture “%(title)s” cannot be read. Upload it again.") % {"title": image.title}
        ) from error
    sha256 = hashlib.sha256(source).hexdigest()
    for file in _files(sha256, width):
        if not default_storage.exists(file.name):
            output = BytesIO()
            Filter(spec=file.filter_spec).run(image, output)
            default_storage.save(file.name, ContentFile(output.getvalue()))
    return sha256, width, height


def withhold_picture(sha256: str) -> None:
    """Take the files of a picture out of readers' reach for good, and keep it from being frozen again."""
    if not default_storage.exists(_withheld_mark(sha256)):
        default_storage.save(_withheld_mark(sha256), ContentFile(b""))
    folder = f"pictures/{sha256}"
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")


def is_withheld(image: ClinicImage) -> bool:
    """Whether the file of an image is that of a withheld picture. A file that cannot be read is not."""
    try:
        with image.open_file() as file:
            return default_storage.exists(_withheld_mark(hashlib.sha256(file.read()).hexdigest()))
    except OSError:
        return False


def _withheld_mark(sha256: str) -> str:
    """Return the name of the empty file that marks a withheld picture, in a folder that nobody is served."""
    return f"withheld/{sha256}"


def kept_widths(natural_width: int, widths: tuple[int, ...] = WIDTHS) -> list[int]:
    """Return the widths in pixels in which a picture is kept: never wider than it is."""
    return sorted({min(width, natural_width) for width in widths})


def picture_url(picture: Picture, width: int, extension: str) -> str:
    """Return the address of one file of the picture."""
    return default_storage.url(picture_name(picture["sha256"], width, extension))


def picture_name(sha256: str, width: int, extension: str) -> str:
    """Return the name in the media of one file of a picture."""
    return f"pictures/{sha256}/{width}.{extension}"


def _files(sha256: str, natural_width: int) -> Iterator[_File]:
    for extension, spec in FORMATS.items():
        for width in kept_widths(natural_width):
            yield _File(picture_name(sha256, width, extension), f"width-{width}|{spec}")
    for width in kept_widths(natural_width, JPEG_WIDTHS):
        yield _File(picture_name(sha256, width, "jpg"), f"width-{width}|{JPEG}")
