"""Editors see where a person or a notice is used: in published texts, drafts and editions."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from articles.editions.models import ContributorRole
from clinic.accounts.roles import EDITORS, SITE_MANAGERS
from clinic.core.models import Notice, SiteFrame
from clinic.core.usage import places_using
from clinic.pages.models import StandardPage
from clinic.people.models import Person
from tests.articles.publication import Publication, make_reviewer, newest_edition, person_of
from tests.factories import PersonFactory, PersonPageFactory, TeamPageFactory
from tests.library.shelf import sign


def used(row: Person | Notice) -> set[tuple[str, str]]:
    """Return (title, where) of each place."""
    return {(place.title, place.where) for place in places_using([row]).get(row.pk, [])}


def notice(name: str = "At home") -> Notice:
    """Keep a notice."""
    return Notice.objects.create(name=name, text="<p>Take care.</p>", locale=Locale.get_default())


def test_a_notice_is_found_in_editions_published_pages_drafts_and_above_the_site(publication: Publication) -> None:
    kept, other = notice(), notice("Other")
    block = ("notice", {"notice": kept})
    article = publication.published(title="An article", body=[block])
    article.body = [("rich_text", "<p>Nothing.</p>")]
    article.save_revision()
    page = publication.index.get_parent().add_child(instance=StandardPage(title="A page", slug="page", body=[block]))
    page.save_revision().publish()
    publication.article("a-draft", title="A draft", body=[block])
    SiteFrame.objects.create(
        clinic_name="The clinic", crisis_lines="<p>911</p>", notice=kept, locale=Locale.get_default()
    )
    assert used(kept) == {
        ("An article", "published text · edition 1"),
        ("A page", "published text · draft"),
        ("A draft", "draft"),
        ("The clinic (en)", "Site-wide notice · published text"),
    }
    assert used(other) == set()


def test_a_person_is_found_as_author_reviewer_profile_and_in_links(publication: Publication) -> None:
    person = PersonFactory(name="Ana Ruiz")
    profile = PersonPageFactory(
        person=person, slug="ana", parent=TeamPageFactory(parent=publication.index.get_parent())
    )
    link = [("rich_text", f'<p><a linktype="page" id="{profile.pk}">Ana</a></p>')]
    publication.published(slug="by-ana", title="By Ana", contributors=[(person, ContributorRole.AUTHOR)])
    publication.article("draft-by-ana", title="Draft by Ana", contributors=[(person, ContributorRole.EDITOR)])
    publication.published(slug="about-ana", title="About Ana", body=link)
    assert used(person) == {
        ("Ana Ruiz", "Profile · published text"),
        ("By Ana", "Author · draft · edition 1"),
        ("Draft by Ana", "Editor · draft"),
        ("About Ana", "Link to the profile · published text · draft · edition 1"),
    }
    assert used(PersonFactory()) == set()


def test_a_reviewer_is_found_by_what_they_signed(publication: Publication) -> None:
    article = publication.published(title="Signed")
    sign(article)
    reviewer = newest_edition(article).sign_offs.get().person
    assert ("Signed", "Medical review · edition 1") in used(reviewer)
    assert used(person_of(make_reviewer())) == set()


def test_it_is_shown_to_those_who_keep_them_at_a_cost_that_does_not_grow(
    publication: Publication, signed_in: Callable[[str], Client]
) -> None:
    kept, person = notice(), PersonFactory()
    publication.published(body=[("notice", {"notice": kept})], contributors=[(person, ContributorRole.AUTHOR)])
    assert "An article" in signed_in(EDITORS).get(f"/admin/snippets/core/notice/usage/{kept.pk}/").content.decode()
    assert "Author" in signed_in(SITE_MANAGERS).get(f"/admin/people/usage/{person.pk}/").content.decode()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            places_using([kept])
            places_using([person])
        return len(queries)

    few = cost()
    for number in range(4):
        publication.published(
            slug=f"more-{number}",
            body=[("notice", {"notice": kept})],
            contributors=[(person, ContributorRole.AUTHOR)],
        )
    assert cost() == few
