"""The editor's form as the browser sends it."""

from typing import Any

from wagtail.test.utils.form_data import nested_form_data, streamfield

from articles.models import ArticlePage


def edit_form(article: ArticlePage) -> dict[str, Any]:
    """Return what the edit view of an article's newest draft posts when nothing in it is changed."""
    draft = article.get_latest_revision_as_object()
    contributors = list(draft.article_contributors.all())
    data: dict[str, Any] = {
        "title": draft.title,
        "slug": draft.slug,
        "seo_title": draft.seo_title,
        "search_description": draft.search_description,
        "standfirst": _rich(draft.standfirst),
        "featured_image": "",
        "featured_caption": "",
        "social_image": "",
        "takeaways": streamfield([("takeaway", _rich(str(block.value.source))) for block in draft.takeaways]),
        "body": streamfield([("rich_text", _rich(str(block.value.source))) for block in draft.body]),
        "disclosure": draft.disclosure,
        "review_months": draft.review_months,
        "article_contributors": _rows(
            [{"person": row.person_id, "role": row.role, "id": row.pk} for row in contributors]
        ),
        "corrections": _rows([]),
        "related_articles": _rows([]),
        "comments": _rows([]),
        "go_live_at": "",
        "expire_at": "",
    }
    return nested_form_data(data)


def _rows(rows: list[dict[str, Any]]) -> dict[str, Any]:
    numbered = {str(n): {**row, "ORDER": n + 1, "DELETE": ""} for n, row in enumerate(rows)}
    management = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": len(rows), "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {**numbered, **management}


def _rich(html: str) -> str:
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    return str(ContentstateConverter(["bold", "italic"]).from_database_format(html))
