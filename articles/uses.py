"""Where people and notices are used: in published texts, drafts, and editions that readers have had."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.editions.models import ContributorRole, Edition, EditionContributor
from articles.library.queries import Address, base_type, resolve, texts_matching, unescaped
from articles.models.contributors import contributed_models
from articles.review.models import Decision, SignOff
from articles.works import newest_drafts
from clinic.core.models import Notice, SiteFrame
from clinic.core.rich_text import linked_page_ids
from clinic.core.usage import Place
from clinic.people.models import Person, PersonPage

Used = tuple[int, Address, str]  # which row, by what, and as what


class _Found:
    """Places put together from what several queries find."""

    def __init__(self) -> None:
        self._parts: dict[Used, dict[str, Any]] = defaultdict(dict)

    def text(self, pk: int, address: Address, part: str, role: str = "") -> None:
        """Note a use in a published text or a draft."""
        self._parts[pk, address, role][part] = True

    def edition(self, pk: int, page_id: int, number: int, role: str = "") -> None:
        """Note a use in an edition."""
        parts = self._parts[pk, (base_type(Page).pk, str(page_id)), role]
        parts.setdefault("editions", []).append(number)

    def places(self) -> dict[int, list[Place]]:
        """Return what was found, with what is gone left out."""
        citing = resolve({address for _pk, address, _role in self._parts})
        places: dict[int, list[Place]] = defaultdict(list)
        for (pk, address, role), parts in self._parts.items():
            if address in citing:
                places[pk].append(Place(citing[address], role=role, **parts))
        return dict(places)


def notices_in(notices: Sequence[Notice]) -> dict[int, list[Place]]:
    """Return where each notice stands, by its id: in texts, in editions, above the whole site."""
    found = _Found()
    ids = "|".join(str(notice.pk) for notice in notices)
    for address, part, words in texts_matching(rf'\\*"notice\\*": ({ids})[,}}]'):
        for pk in re.findall(rf'"notice": ({ids})[,}}]', unescaped(words)):
            found.text(int(pk), address, part)
    by_key = {f'"key":"{notice.translation_key}"': notice for notice in notices}
    for page_id, number, snapshot in _editions_with(list(by_key)):
        for text, notice in by_key.items():
            if text in snapshot and f'"language":"{notice.locale.language_code}"' in snapshot:
                found.edition(notice.pk, page_id, number)
    for frame in SiteFrame.objects.filter(notice__in=notices):
        found.text(frame.notice_id or 0, (base_type(SiteFrame).pk, str(frame.pk)), "published", _("Site-wide notice"))
    return found.places()


def people_in(people: Sequence[Person]) -> dict[int, list[Place]]:
    """Return where each person is named or linked to, by their id: as author, editor, reviewer, and in texts."""
    found = _Found()
    roles = dict(ContributorRole.choices)
    made = EditionContributor.objects.filter(person__in=people).values_list(
        "person", "edition__page", "edition__number", "role"
    )
    for pk, page_id, number, role in made:
        found.edition(pk, page_id, number, str(roles[role]))
    signed = SignOff.objects.filter(person__in=people, decision=Decision.APPROVED).values_list(
        "person", "page", "edition__number"
    )
    for pk, page_id, number in signed:
        found.edition(pk, page_id, number, _("Medical review"))
    for pk, page, role in _drafted({person.pk for person in people}):
        found.text(pk, (base_type(Page).pk, page), "draft", str(roles[role]))
    _linked(people, found)
    return found.places()


def _drafted(ids: set[int]) -> Iterator[tuple[int, str, str]]:
    """Yield (person, page, role) of the bylines of newest drafts."""
    for page_id, content in newest_drafts(ids).values_list("object_id", "content"):
        for model in contributed_models():
            for row in content.get(model.contributors_name, []):
                if row["person"] in ids:
                    yield row["person"], page_id, row["role"]


def _linked(people: Sequence[Person], found: _Found) -> None:
    """Note profiles, and the texts that link to them."""
    profiles: Mapping[int, PersonPage] = PersonPage.objects.filter(person__in=people).in_bulk()
    if not profiles:
        return
    for page in profiles.values():
        part = "published" if page.live else "draft"
        found.text(page.person_id, (base_type(Page).pk, str(page.pk)), part, _("Profile"))
    for address, part, words in texts_matching(rf'<a [^>]*id=\\*"({"|".join(map(str, profiles))})\\*"'):
        for page_id in linked_page_ids([unescaped(words)]) & profiles.keys():
            found.text(profiles[page_id].person_id, address, part, _("Link to the profile"))
    addresses = {f'href=\\"{page.url}\\"': page.person_id for page in profiles.values() if page.url}
    for page_id, number, snapshot in _editions_with(list(addresses)):
        for text, pk in addresses.items():
            if text in snapshot:
                found.edition(pk, page_id, number, _("Link to the profile"))


def _editions_with(texts: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (page, number, snapshot) of every edition that holds one of some texts."""
    held = Q(pk=None)
    for text in texts:
        held |= Q(snapshot__contains=text)
    yield from Edition.objects.filter(held).order_by("page", "number").values_list("page", "number", "snapshot")
