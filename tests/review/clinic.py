"""A clinic that publishes nothing unsigned, with one signed article."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import timezone

from articles.editions.models import ContributorRole, CurrentEdition, Edition
from articles.editions.services import freeze_edition
from articles.models import ArticlePage, SignOff
from articles.review.models import Decision
from articles.review.services import sign_edition, sign_sample_edition
from clinic.accounts.models import User
from clinic.accounts.roles import AUTHORS, EDITORS
from clinic.core.models import ClinicSettings
from tests.articles.publication import Publication, allow_unsigned, make_reviewer, person_of
from tests.factories import PersonFactory, UserFactory

ARTICLE = "/articles/an-article/"
SIGNED, UNSIGNED = "The first words", "Take ten times as much"


@dataclass
class Clinic:
    """The pages and people of a test. ``article`` is live, signed, and says SIGNED."""

    publication: Publication = field(default_factory=Publication)

    def __post_init__(self) -> None:
        allow_unsigned(False)
        self.author = UserFactory(groups=[AUTHORS])
        self.editor = UserFactory(groups=[EDITORS])
        self.reviewer = make_reviewer()
        self.article = self.signed_article()

    def signed_article(self, slug: str = "an-article", **fields: Any) -> ArticlePage:
        """Add an article written by the author, and have it signed and published."""
        author = PersonFactory(user=self.author) if slug == "an-article" else person_of(self.author)
        contributors = [(author, ContributorRole.AUTHOR)]
        article = self.publication.article(slug, contributors=contributors, owner=self.author, **fields)
        self.sign(article)
        article.get_latest_revision().publish()
        return self.fresh(article)

    def fresh(self, page: ArticlePage | None = None) -> ArticlePage:
        """Return an article as it is in the database."""
        return ArticlePage.objects.get(pk=(page or self.article).pk)

    def rewrite(self, words: str = UNSIGNED, user: User | None = None, page: ArticlePage | None = None) -> ArticlePage:
        """Save a draft with other words and return it."""
        draft = self.fresh(page).get_latest_revision_as_object()
        draft.body = [("rich_text", f"<p>{words}.</p>")]
        draft.save_revision(user=user or self.editor)
        return draft

    def freeze(self, page: ArticlePage | None = None) -> Edition:
        """Freeze the newest draft, as the editor."""
        return freeze_edition(self.fresh(page).get_latest_revision(), self.editor)

    def sign(self, page: ArticlePage | None = None) -> SignOff:
        """Have the newest draft frozen and signed."""
        edition = self.freeze(page)
        return sign_edition(edition.pk, self.reviewer, Decision.APPROVED, digest_shown=edition.digest)

    def current(self, page: ArticlePage | None = None) -> Edition:
        """Return what readers are pointed at."""
        return CurrentEdition.objects.get(page=page or self.article).edition

    def lapse(self, edition: Edition) -> SignOff:
        """Have a sample person sign an edition so long ago that it has lapsed."""
        ClinicSettings.objects.update_or_create(site=self.publication.index.get_site(), defaults={"is_sample": True})
        person = person_of(self.reviewer)
        type(person).objects.filter(pk=person.pk).update(is_sample=True)
        person.credentials.update(valid_from=None)
        signed = sign_sample_edition(edition, self.reviewer, timezone.now() - datetime.timedelta(days=700))
        type(person).objects.filter(pk=person.pk).update(is_sample=False)
        ClinicSettings.objects.update(is_sample=False)
        return signed


def read(path: str = ARTICLE) -> str:
    """Return what a reader gets at an address."""
    return Client().get(path).content.decode()


def read_all(path: str = ARTICLE) -> str:
    """Return everything that a reader gets of the article: the page, the list, the feed, the home page."""
    return "\n".join(read(address) for address in (path, "/articles/", "/articles/feed/", "/"))
