"""Uploaded pictures, served by the site itself where no other server or store does it.

Only what editors publish is here: the sizes that pages show, and staff portraits. Originals (a photograph may
tell where it was taken) and documents (which may be private) have addresses of their own, which check who asks.
"""

import mimetypes
import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

PUBLIC_FOLDERS = frozenset({"pictures", "images", "avatar_images"})
STAFF_FOLDERS = frozenset({"original_images"})
PICTURE_TYPES = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})

for name in ("avif", "webp"):  # Python 3.11 knows these only where the machine has a table of its own
    mimetypes.add_type(f"image/{name}", f".{name}")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One uploaded picture. Anything that is not a picture is offered as a download, never shown.

    A picture's name changes when the picture does, so browsers may keep it.
    """
    path = posixpath.normpath(path)  # before looking at the folder: images/../original_images is not images
    folder = path.partition("/")[0]
    if folder in STAFF_FOLDERS:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        cache = "private, no-store"
    elif folder in PUBLIC_FOLDERS:
        cache = "public, max-age=31536000, immutable"
    else:
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if response.get("Content-Type") not in PICTURE_TYPES:
        response["Content-Disposition"] = "attachment"
    return response
