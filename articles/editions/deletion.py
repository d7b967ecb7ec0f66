"""Why a page that readers have read stays on record."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.editions.models import Edition


def why_not_delete(pages: Sequence[Page]) -> str:
    """Return, as a sentence, why these pages and all below them cannot be deleted; empty if they can."""
    if not pages:
        return ""
    below = Q()
    for page in pages:
        below |= Q(page__path__startswith=page.path)
    held = Edition.objects.filter(below).order_by("page").distinct("page").defer("snapshot").select_related("page")[:4]
    titles = [edition.page.title for edition in held]
    if not titles:
        return ""
    return _("What was published stays on record, so this cannot be deleted: %(titles)s. Unpublish it instead.") % {
        "titles": ", ".join(titles[:3]) + (" …" if len(titles) > 3 else "")
    }
