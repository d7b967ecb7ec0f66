"""A small publication to test on: one list, one article, its people."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from articles.editions.models import ContributorRole, Edition
from articles.models import ArticleContributor, ArticleIndexPage, ArticlePage, ReviewSettings
from clinic.accounts.models import User
from clinic.accounts.roles import MEDICAL_REVIEWERS
from clinic.pages.models import HomePage
from clinic.people.models import Person
from tests.factories import CredentialFactory, HomePageFactory, PersonFactory, UserFactory

TAKEAWAYS = [("takeaway", f"<p>Takeaway {number}.</p>") for number in (1, 2, 3)]


@dataclass
class Publication:
    """The pages and people of a test, in a clinic that lets texts go live unsigned unless a test says otherwise."""

    index: ArticleIndexPage = field(default_factory=lambda: make_index())

    def article(self, slug: str = "an-article", **fields: Any) -> ArticlePage:
        """Add a draft, written and edited by two people unless ``contributors`` names (person, role) pairs."""
        contributors = fields.pop("contributors", None) or [
            (PersonFactory(), ContributorRole.AUTHOR),
            (PersonFactory(), ContributorRole.EDITOR),
        ]
        article = ArticlePage(
            **{
                "title": "An article",
                "slug": slug,
                "standfirst": "<p>What it answers.</p>",
                "takeaways": TAKEAWAYS,
                "body": [("rich_text", "<p>The first words.</p>")],
                **fields,
            }
        )
        article.article_contributors = [
            ArticleContributor(person=person, role=role, sort_order=order)
            for order, (person, role) in enumerate(contributors)
        ]
        self.index.add_child(instance=article)
        article.save_revision()
        return ArticlePage.objects.get(pk=article.pk)

    def another_index(self, slug: str) -> ArticleIndexPage:
        """Add a second list of articles, which needs a home of its own, and publish both."""
        home = HomePage(title="More", slug="more", headline="More", lede="More.")
        self.index.get_parent().add_child(instance=home)
        index = home.add_child(instance=ArticleIndexPage(title="More articles", slug=slug))
        for page in (home, index):
            page.save_revision().publish()
        return index

    def published(self, slug: str = "an-article", **fields: Any) -> ArticlePage:
        """Add an article and publish it."""
        article = self.article(slug, **fields)
        article.save_revision().publish()
        return ArticlePage.objects.get(pk=article.pk)


def allow_unsigned(allowed: bool = True) -> None:
    """Decide whether texts may go live without a signature."""
    settings = ReviewSettings.load()
    settings.unsigned_allowed = allowed
    settings.save()


def make_index() -> ArticleIndexPage:
    """Make a site with an empty list of articles, where the tests of other things publish without a signature."""
    allow_unsigned()
    home = HomePageFactory()
    index = ArticleIndexPage(title="Articles", slug="articles")
    home.add_child(instance=index)
    index.save_revision().publish()
    return ArticleIndexPage.objects.get(pk=index.pk)


def make_reviewer(**credential: Any) -> User:
    """Make a member of Medical reviewers whose person holds a licence."""
    user = UserFactory(groups=[MEDICAL_REVIEWERS])
    person = PersonFactory(user=user, post_nominals="MD")
    CredentialFactory(person=person, **credential)
    return user


def person_of(user: User) -> Person:
    """Return the person of an account."""
    return Person.objects.get(user=user)


def newest_edition(page: Page) -> Edition:
    """Return the newest edition of a page."""
    return Edition.objects.filter(page=page.pk).latest("number")
