"""A piece on its way through the workflow."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import WorkflowState

from articles.editions.models import Edition
from articles.models import ArticlePage, SignOff
from articles.review.deciding import decide
from articles.review.models import Decision
from clinic.accounts.models import User
from clinic.accounts.roles import AUTHORS, EDITORS
from tests.articles.publication import Publication, allow_unsigned, make_reviewer
from tests.factories import UserFactory


@dataclass
class Piece:
    """An article on its way, with who works on it."""

    article: ArticlePage
    author: User
    editor: User
    publication: Publication

    def submit(self, by: User | None = None) -> WorkflowState:
        """Hand it in, or in again."""
        page = self.page
        state = page.current_workflow_state
        if state is not None:
            state.resume(by or self.author)
            return state
        return page.get_workflow().start(page, by or self.author)

    @property
    def page(self) -> ArticlePage:
        """The page as it is now."""
        return ArticlePage.objects.get(pk=self.article.pk)

    @property
    def step(self) -> Any:
        """Where it stands."""
        return self.page.current_workflow_task_state

    def rewrite(self, words: str) -> None:
        """Save other words."""
        page = self.page.get_latest_revision_as_object()
        page.body = [("rich_text", f"<p>{words}</p>")]
        page.save_revision(user=self.author)

    def decided(self, decision: Decision = Decision.APPROVED, comment: str = "") -> SignOff:
        """Have a clinician decide on the edition that waits."""
        edition = self.step.edition
        return decide(edition.pk, make_reviewer(), decision, digest_shown=edition.digest, comment=comment)


def make_piece() -> Piece:
    """Make a draft in a clinic where nothing goes live unsigned, with its author and an editor."""
    publication = Publication()
    allow_unsigned(False)
    author = UserFactory(groups=[AUTHORS])
    article = publication.article()
    article.owner = author
    article.save()
    article.save_revision(user=author)
    return Piece(article, author, UserFactory(groups=[EDITORS]), publication)


def in_review(piece: Piece) -> Edition:
    """Bring a piece before the clinician."""
    piece.submit()
    piece.step.approve(user=piece.editor)
    edition: Edition = piece.step.edition
    return edition
