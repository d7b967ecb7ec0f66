"""Why a cited source cannot be deleted, in words; and the refusal that no code gets around by accident."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from articles.library.queries import places_citing

if TYPE_CHECKING:
    from articles.library.models import Reference
    from clinic.core.usage import Place

MOST_NAMED = 5


def refusal(reference: "Reference", places: Sequence["Place"]) -> str:
    """Return, as a sentence, why a source cited in these places stays."""
    named = [f"{place.title} ({place.where})" for place in places[:MOST_NAMED]]
    if len(places) > MOST_NAMED:
        named.append(_("and %(count)s more") % {"count": len(places) - MOST_NAMED})
    return _("%(source)s cannot be deleted, because it is cited in: %(places)s.") % {
        "source": reference.short_name,
        "places": ", ".join(named),
    }


def refuse_if_cited(references: Sequence["Reference"]) -> None:
    """Raise ProtectedError, naming what cites them, if one of these sources is cited anywhere."""
    cited = places_citing(references)
    if cited:
        sentences = [refusal(reference, cited[reference.pk]) for reference in references if reference.pk in cited]
        raise ProtectedError(" ".join(sentences), {place.citing for places in cited.values() for place in places})
