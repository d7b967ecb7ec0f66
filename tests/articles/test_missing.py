"""A draft that names what is gone: it opens, says what is missing, and never goes live half."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.editions.models import ContributorRole, Edition
from articles.models import ArticleContributor, ArticlePage
from clinic.accounts.roles import EDITORS
from clinic.core.models import Notice
from clinic.people.models import Person
from tests.articles.publication import Publication as Site
from tests.factories import ImageFactory, PersonFactory, UserFactory
from tests.staff import let_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """The browser of an editor who is signed in."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=EDITORS))
    return let_in(client, user)


def without_notice(publication: Site) -> ArticlePage:
    """Return a draft that shows a notice which has been deleted."""
    notice = Notice.objects.create(name="Gone", heading="Gone", text="<p>Gone.</p>")
    article = publication.article(body=[("notice", {"notice": notice})])
    notice.delete()
    return article


def without_figure(publication: Site) -> ArticlePage:
    """Return a draft with a figure whose picture has been deleted."""
    image = ImageFactory()
    article = publication.article(body=[("figure", {"image": image, "alt": "A picture", "caption": ""})])
    image.delete()
    return article


def without_file(publication: Site) -> ArticlePage:
    """Return a draft with a picture whose file has been lost."""
    image = ImageFactory()
    article = publication.article(featured_image=image)
    Path(image.file.path).unlink()
    return article


def form_of(article: ArticlePage) -> dict[str, Any]:
    """Return what the editor's form sends for a draft that nobody has changed."""
    contributors = [
        {"id": row.pk, "person": row.person_id, "role": row.role, "ORDER": order}
        for order, row in enumerate(article.article_contributors.all())
    ]
    takeaways = [("takeaway", rich_text(block.value.source)) for block in article.takeaways]
    return nested_form_data(
        {
            "title": article.title,
            "slug": article.slug,
            "standfirst": rich_text(article.standfirst),
            "featured_image": article.featured_image_id or "",
            "takeaways": streamfield(takeaways),
            "body": streamfield([("rich_text", rich_text("<p>The first words.</p>"))]),
            "article_contributors": inline_formset(contributors, initial=len(contributors)),
            "related_articles": inline_formset([]),
            "corrections": inline_formset([]),
            "comments": inline_formset([]),
            "review_months": article.review_months,
        }
    )


MISSING = [
    (without_notice, "A notice that stands here no longer exists."),
    (without_figure, "A picture that stands here no longer exists."),
    (without_file, "cannot be read. Upload it again."),
]


@pytest.mark.parametrize(("make", "sentence"), MISSING)
def test_a_preview_says_what_is_missing(publication: Site, editor: Client, make: Any, sentence: str) -> None:
    article = make(publication)
    view = reverse("wagtailadmin_pages:revisions_view", args=(article.pk, article.latest_revision_id))
    assert sentence in editor.get(view).content.decode()


@pytest.mark.parametrize(("make", "sentence"), MISSING)
def test_publishing_many_is_refused_with_what_is_missing(
    publication: Site, editor: Client, make: Any, sentence: str
) -> None:
    article = make(publication)
    action = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    next_url = reverse("wagtailadmin_explore", args=(publication.index.pk,))
    response = editor.post(f"{action}?id={article.pk}&next={next_url}", follow=True)
    assert sentence in response.content.decode()
    article.refresh_from_db()
    assert not article.live
    assert not Edition.objects.exists()


def test_a_list_of_articles_is_not_published_with_an_incomplete_draft_below_it(
    publication: Site, editor: Client
) -> None:
    without_notice(publication)
    action = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    next_url = reverse("wagtailadmin_explore_root")
    address = f"{action}?id={publication.index.pk}&next={next_url}"
    response = editor.post(address, {"include_descendants": "on"}, follow=True)
    assert "A notice that stands here no longer exists." in response.content.decode()


def test_publishing_from_the_editor_keeps_the_draft_and_says_what_is_missing(publication: Site, editor: Client) -> None:
    article = without_file(publication)
    edit = reverse("wagtailadmin_pages:edit", args=(article.pk,))
    fields = form_of(article) | {"title": "Another title", "action-publish": "1"}
    response = editor.post(edit, fields)
    assert response.status_code == 302, response.context["form"].errors
    assert "The draft is saved but not published." in str(*get_messages(response.wsgi_request))
    latest = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert (latest.title, latest.live) == ("Another title", False)


def test_a_draft_whose_author_is_gone_can_still_be_edited(publication: Site, editor: Client) -> None:
    gone, stays = PersonFactory(), PersonFactory()
    article = publication.published(contributors=[(stays, ContributorRole.AUTHOR)])
    article.article_contributors.add(ArticleContributor(person=gone, role=ContributorRole.AUTHOR))
    article.save_revision()
    Person.objects.filter(pk=gone.pk).delete()  # past the refusal, as a script might
    assert editor.get(reverse("wagtailadmin_pages:edit", args=(article.pk,))).status_code == 200
    draft = article.get_latest_revision_as_object()
    assert [row.person for row in draft.article_contributors.all()] == [stays]
