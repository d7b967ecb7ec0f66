"""The words of treatments that other pages print: those of their current editions, and nothing of a draft."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from articles.review.claims import current_editions, public


def current_treatments(keys: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return what readers get of these treatments in the language in use, by translation key, in one query.

    What readers may not read, or what is not translated, is left out.
    """
    rows = public(
        current_editions().filter(
            page__alias_of=None,
            page__translation_key__in=keys,
            page__locale__language_code=get_language(),
            edition__card__type="treatment",
        )
    ).values_list("page__translation_key", "page__slug", "edition__snapshot")
    return {key: {**json.loads(snapshot), "slug": slug} for key, slug, snapshot in rows}
