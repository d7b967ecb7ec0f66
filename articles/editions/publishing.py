"""Why a draft cannot be published yet."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.editions.pages import EditionedPage
from articles.editions.services import edition_content


def why_not_publish(pages: Iterable[Page]) -> list[str]:
    """Return a sentence for each of these pages whose newest draft prints something that is missing."""
    reasons = []
    for page in pages:
        if not issubclass(page.specific_class, EditionedPage) or page.alias_of_id:
            continue
        draft = page.get_latest_revision_as_object()
        try:
            edition_content(draft)
        except ValidationError as error:
            reasons.append(_("“%(title)s”: %(why)s") % {"title": draft.title, "why": " ".join(error.messages)})
    return reasons
