"""A clinic that publishes nothing unsigned, with one signed article."""

import datetime
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone
from PIL import Image as PillowImage

from articles.editions.models import ContributorRole, CurrentEdition, Edition
from articles.editions.services import freeze_edition
from articles.models import ArticlePage, MinorEdit, SignOff
from articles.review.minor_edits import record_minor_edit
from articles.review.models import Decision
from articles.review.services import sign_edition, sign_sample_edition
from clinic.accounts.models import User
from clinic.accounts.roles import AUTHORS, EDITORS
from clinic.core.models import ClinicSettings
from tests.articles.publication import Publication, allow_unsigned, make_reviewer, person_of
from tests.factories import PersonFactory, UserFactory

ARTICLE = "/articles/an-article/"
SIGNED, UNSIGNED = "The first words", "Take ten times as much"
TYPO, CORRECTED = "The evidense is thin", "The evidence is thin"


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

    @property
    def path(self) -> str:
        """The address of the article that is attacked."""
        return f"/articles/{self.article.slug}/"

    def signed_article(self, slug: str = "an-article", **fields: Any) -> ArticlePage:
        """Add an article written by the author, and have it signed and published."""
        author = PersonFactory(user=self.author) if slug == "an-article" else person_of(self.author)
        contributors = [(author, ContributorRole.AUTHOR)]
        article = self.publication.article(slug, contributors=contributors, owner=self.author, **fields)
        self.sign(article)
        article.get_latest_revision().publish()
        return self.fresh(article)

    def fresh(self, page: Any = None) -> Any:
        """Return the article, or another page, as it is in the database."""
        page = page or self.article
        return type(page).objects.get(pk=page.pk)

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
    html = Client().get(path).content.decode()
    return re.sub(r"</?mark>", "", html)  # which a search puts around each word that was asked for


def read_all(path: str = ARTICLE) -> str:
    """Return all that a reader gets of an article: the page, its record, what lists and finds it, its pictures."""
    below = (path, f"{path}record/", f"{path}edition-1/", f"{path}review-record.json")
    lists = ("/articles/", "/articles/feed/", "/", "/search/?q=ten+times+as+much", "/search/?q=an+article")
    pages = [read(address) for address in (*below, *lists)]
    return "\n".join([*pages, *seen_in(pages[0])])


def seen_in(html: str) -> list[str]:
    """Return what the pictures of a page show: the colour of each, by name."""
    files = {urlsplit(address).path for address in re.findall(r'"([^" ]*/pictures/[^" ]+\.jpg)', html)}
    seen = []
    for file in sorted(files):
        response = Client().get(file)
        content = b"".join(response.streaming_content) if response.streaming else b""
        if content:
            red, green, blue = PillowImage.open(BytesIO(content)).convert("RGB").resize((1, 1)).getpixel((0, 0))
            seen.append(UNSIGNED if red > green + blue else "The picture as it was signed")
    return seen


def minor_edit(clinic: Clinic) -> MinorEdit:
    """Have an article with a misspelling signed and published, and correct it."""
    clinic.rewrite(TYPO)
    clinic.sign()
    clinic.fresh().get_latest_revision().publish()
    draft = clinic.rewrite(CORRECTED)
    return record_minor_edit(draft.get_latest_revision(), clinic.editor, "A typo.")
