"""The sample articles, in every state that a review can be in."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from articles.editions.models import ContributorRole, Edition
from articles.editions.services import freeze_edition, publish_edition
from articles.models import ArticleContributor, ArticleCorrection, ArticlePage, Indication
from articles.models.corrections import Severity
from articles.review.minor_edits import record_minor_edit
from articles.review.services import sign_sample_edition
from clinic.accounts.models import User
from clinic.sample import content
from clinic.sample.state import Loaded, days_ago, reviewer


@dataclass(frozen=True)
class Signed:
    """How many days ago an article was published and signed, and the same of an edition that came before it."""

    published: int
    signed: int
    earlier: "Signed | None" = None


# An approval holds for 12 months. What is not here is a draft that nobody has signed.
SIGNED = {
    "ketamine-vs-opioids-for-chronic-pain": Signed(40, 41, earlier=Signed(299, 300)),
    "is-ketamine-an-opioid": Signed(88, 90),
    "two-pathways-to-pain-relief": Signed(149, 150),
    "ketamine-and-opioids-together": Signed(350, 352),  # due within 30 days
    "ketamine-myths": Signed(420, 421),  # lapsed
}


# One was corrected when it was published again, and one was signed with a slip of the pen that an editor mended since.
CORRECTED = "ketamine-vs-opioids-for-chronic-pain"
MISSPELT = "two-pathways-to-pain-relief"
SLIP = ("company", "compny")
WHY_MINOR = "A letter was missing."


def draft_articles(loaded: Loaded) -> list[ArticlePage]:
    """Make the articles' pages without their words, so that texts can link to them."""
    pages = []
    for words in content.articles():
        pages.append(ArticlePage(title=words["title"], slug=words["slug"]))
        loaded.site.articles.add_child(instance=pages[-1])
    return pages


def load_articles(loaded: Loaded, pages: list[ArticlePage]) -> None:
    """Write the articles, publish and sign them."""
    for article, words in zip(pages, content.articles(), strict=True):
        _write(article, words, loaded)
        author, editor = (loaded.people[words[role][0]].user for role in ("authors", "editors"))
        signed = SIGNED.get(article.slug)
        if signed is None:
            article.save_revision(user=author)
            continue
        if signed.earlier is not None:
            _publish(_shorter(article, author), editor, signed.earlier)
        if article.slug == CORRECTED:
            article.corrections = [_correction(signed)]
        if article.slug == MISSPELT:
            article.disclosure = words["disclosure"].replace(*SLIP)
        revision = article.save_revision(user=author)
        _publish(revision, editor, signed)
        revision.publish()
        if article.slug == MISSPELT and editor is not None:
            article.disclosure = words["disclosure"]
            record_minor_edit(article.save_revision(user=editor), editor, WHY_MINOR)


def _correction(signed: Signed) -> ArticleCorrection:
    """Return a correction noted when the edition that holds it was published."""
    return ArticleCorrection(
        was_wrong="The list of key takeaways left out its last point.",
        now_says="The point stands there.",
        severity=Severity.WORDING,
        noted_on=days_ago(signed.published).date(),
    )


def _write(article: ArticlePage, words: dict[str, Any], loaded: Loaded) -> None:
    resolver = loaded.resolver
    article.seo_title = words["search_title"]
    article.search_description = words["description"]
    article.standfirst = resolver.html(words["standfirst"])
    article.featured_image = loaded.images[words["featured"]]
    article.featured_caption = words["featured_caption"]
    article.takeaways = resolver.list_of("takeaway", words["takeaways"])
    article.body = resolver.stream(words["body"])
    article.disclosure = words["disclosure"]
    article.topics = [loaded.topics[slug] for slug in words["topics"]]
    article.treatments = [resolver.treatments[slug] for slug in words.get("treatments", [])]
    article.indications = list(Indication.objects.filter(key__in=words.get("indications", [])))
    article.article_contributors = [
        ArticleContributor(person=loaded.people[key], role=role, sort_order=order)
        for role, keys in ((ContributorRole.AUTHOR, words["authors"]), (ContributorRole.EDITOR, words["editors"]))
        for order, key in enumerate(keys)
    ]
    article.clean()


def _shorter(article: ArticlePage, author: User | None) -> Revision:
    """Save the article as it was before its last takeaway was added, and give it back that takeaway."""
    whole = article.takeaways
    article.takeaways = [(block.block_type, block.value) for block in whole][:-1]
    revision = article.save_revision(user=author)
    article.takeaways = whole
    return revision


def _publish(revision: Revision, editor: User | None, signed: Signed) -> Edition:
    edition = freeze_edition(revision, editor)
    sign_sample_edition(edition, reviewer(), days_ago(signed.signed))
    publish_edition(edition, editor, sample_date=days_ago(signed.published))
    return edition
