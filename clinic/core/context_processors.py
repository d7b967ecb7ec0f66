"""What every template may use."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from clinic.core.frame import load_frame


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give pages that are not in the page tree (errors, sign-in) their frame, loaded only if printed."""
    return {"frame": SimpleLazyObject(lambda: load_frame(request))}
