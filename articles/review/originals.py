"""What a translation is read beside."""

from wagtail.models import Locale, Page

from articles.editions.models import CurrentEdition, Edition


def original_of(page: Page) -> Edition | None:
    """Return what readers get in the site's own language of a page that is written in another; None where nothing."""
    own = Locale.get_default()
    if page.locale_id == own.pk:
        return None
    rows = CurrentEdition.objects.filter(page__live=True, page__locale=own, page__translation_key=page.translation_key)
    current = rows.select_related("edition").first()
    return current.edition if current else None
