"""The editor's form as the browser sends it."""

from typing import Any

from wagtail.test.utils.form_data import nested_form_data, streamfield

from articles.models import ArticlePage


def edit_form(article: ArticlePage) -> dict[str, Any]:
    """Return what the edit view of an article's newest draft posts when nothing in it is changed."""
    draft = article.get_latest_revision_as_object()
    contributors = [
        {"person": row.person_id, "role": row.role, "id": row.pk} for row in draft.article_contributors.all()
    ]
    return nested_form_data({**words_of(draft), "article_contributors": rows(contributors)})


def words_of(draft: ArticlePage) -> dict[str, Any]:
    """Return the fields of the form, all but the bylines; of the body only the running text."""
    texts = [block for block in draft.body if block.block_type == "rich_text"]
    return {
        "title": draft.title,
        "slug": draft.slug,
        "seo_title": draft.seo_title,
        "search_description": draft.search_description,
        "standfirst": _rich(draft.standfirst),
        "featured_image": draft.featured_image_id or "",
        "featured_caption": "",
        "social_image": "",
        "takeaways": streamfield([("takeaway", _rich(str(block.value.source))) for block in draft.takeaways]),
        "body": streamfield([("rich_text", _rich(str(block.value.source))) for block in texts]),
        "disclosure": draft.disclosure,
        "review_months": draft.review_months,
        "corrections": rows([]),
        "related_articles": rows([]),
        "comments": rows([]),
        "go_live_at": "",
        "expire_at": "",
    }


def rows(rows: list[dict[str, Any]], stored: int | None = None) -> dict[str, Any]:
    """Return rows as a form set names them; ``stored`` of them, else all, are in the database already."""
    numbered = {str(n): {**row, "ORDER": n + 1, "DELETE": ""} for n, row in enumerate(rows)}
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": len(rows) if stored is None else stored}
    return {**numbered, **counts, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def _rich(html: str) -> str:
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    return str(ContentstateConverter(["bold", "italic"]).from_database_format(html))
