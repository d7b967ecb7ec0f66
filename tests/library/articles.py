"""Articles that cite sources, as drafts, as published pages and as editions."""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articles.library.models import Reference
    from articles.models import ArticlePage
    from clinic.accounts.models import User


def cite(reference: "Reference") -> str:
    """Return a citation as the database stores it."""
    return f'<a linktype="reference" id="{reference.pk}">[{reference.short_name}]</a>'


def running_text(html: str) -> dict[str, Any]:
    """Return a block of running text as StreamField JSON has it."""
    return {"type": "rich_text", "value": html}


def takeaway(html: str) -> dict[str, Any]:
    """Return a takeaway as StreamField JSON has it."""
    return {"type": "takeaway", "value": html}


def draft_article(title: str = "Sleep", owner: "User | None" = None, **fields: Any) -> "ArticlePage":
    """Add an article to the site as a draft whose row and newest revision hold ``fields``."""
    from wagtail.models import Site

    from articles.editions.models import ContributorRole
    from articles.models import ArticleContributor, ArticleIndexPage, ArticlePage
    from tests.factories import PersonFactory

    home = Site.objects.get(is_default_site=True).root_page
    index = ArticleIndexPage.objects.first() or home.add_child(instance=ArticleIndexPage(title="Articles"))
    article = ArticlePage(title=title, owner=owner, **stored(fields))
    article.article_contributors = [ArticleContributor(person=PersonFactory(), role=ContributorRole.AUTHOR)]
    index.add_child(instance=article)
    article.save_revision()
    return article


def rewrite(article: "ArticlePage", **fields: Any) -> "ArticlePage":
    """Save a new draft of an article, as the editor does, and return the article as in that draft."""
    draft = article.get_latest_revision_as_object()
    for name, value in stored(fields).items():
        setattr(draft, name, value)
    draft.save_revision()
    return draft


def publish(article: "ArticlePage") -> None:
    """Publish the newest draft unsigned, which freezes an edition of it."""
    from tests.articles.publication import allow_unsigned

    allow_unsigned()
    article.get_latest_revision().publish()
    article.refresh_from_db()


def stored(fields: dict[str, Any]) -> dict[str, Any]:
    """Turn lists of blocks into the JSON that StreamFields take; fill in what an article needs."""
    needed = {"standfirst": "<p>In short.</p>"} | fields
    return {name: json.dumps(value) if isinstance(value, list) else value for name, value in needed.items()}
