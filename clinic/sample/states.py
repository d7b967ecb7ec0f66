"""The sample articles on their way: one in each place of the workflow, one outdated, one held."""

import datetime

from django.utils import timezone

from articles.models import ArticlePage, TreatmentFact, TreatmentPage
from articles.review.deciding import decide
from articles.review.models import Decision
from articles.review.steps import ReviewStepState
from clinic.accounts.models import User
from clinic.core.models import OwedMail
from clinic.sample.library import publish_treatment
from clinic.sample.state import Loaded, days_ago, reviewer

# Which sample stands where. The draft that nobody has handed in belongs to an article whose review has lapsed.
DRAFT = "ketamine-myths"
WITH_AN_EDITOR = "ketamine-and-opioids-together"
WITH_A_CLINICIAN = "esketamine-and-ketamine"
SENT_BACK = "is-ketamine-an-opioid"
SCHEDULED = "opioids"
# One article prints this fact; it was worded anew, and signed, after that article was.
CHANGED_FACT = ("ketamine", "acute-pain", "Given around surgery", "When it is given around surgery")
ASKED = "Please keep the last takeaway: it names a risk."


def load_states(loaded: Loaded) -> None:
    """Bring the samples to where they stand. Nobody is mailed about it."""
    author, editor = loaded.people["author"].user, loaded.people["editor"].user
    if author is None or editor is None:
        raise ValueError("The sample people hold no author and no editor with an account.")
    _change_a_fact(author, editor)
    _shortened(DRAFT, author)
    _handed_in(_shortened(WITH_AN_EDITOR, author), author)
    _approved(_handed_in(ArticlePage.objects.get(slug=WITH_A_CLINICIAN), author), editor)
    sent_back = _approved(_handed_in(_shortened(SENT_BACK, author), author), editor)
    if sent_back.edition is None:
        raise ValueError(sent_back.why_not_frozen)
    decide(
        sent_back.edition.pk,
        reviewer(),
        Decision.CHANGES_REQUESTED,
        digest_shown=sent_back.edition.digest,
        comment=ASKED,
    )
    _schedule(editor)
    OwedMail.objects.filter(kind__startswith="review.").delete()


def _shortened(slug: str, author: User) -> ArticlePage:
    """Save a draft without the last takeaway."""
    draft: ArticlePage = ArticlePage.objects.get(slug=slug).get_latest_revision_as_object()
    draft.takeaways = [(block.block_type, block.value) for block in draft.takeaways][:-1]
    draft.save_revision(user=author)
    return ArticlePage.objects.get(slug=slug)


def _handed_in(page: ArticlePage, author: User) -> ArticlePage:
    workflow = page.get_workflow()
    if workflow is None:
        raise ValueError("There is no workflow for signed pages.")
    workflow.start(page, author)
    return ArticlePage.objects.get(pk=page.pk)


def _approved(page: ArticlePage, editor: User) -> ReviewStepState:
    """Approve as the editor and return the step that follows."""
    page.current_workflow_task_state.approve(user=editor)
    step: ReviewStepState = ArticlePage.objects.get(pk=page.pk).current_workflow_task_state
    return step


def _change_a_fact(author: User, editor: User) -> None:
    slug, aspect, before, after = CHANGED_FACT
    page: TreatmentPage = TreatmentPage.objects.get(slug=slug).get_latest_revision_as_object()
    fact: TreatmentFact = next(row for row in page.facts.all() if row.aspect.key == aspect)
    if before not in fact.text:
        raise ValueError(f"The fact on {aspect} of {slug} does not say “{before}”.")
    fact.text = fact.text.replace(before, after)
    page.facts.add(fact)
    publish_treatment(page.save_revision(user=author), editor, signed=[days_ago(21)], published=days_ago(20))


def _schedule(editor: User) -> None:
    """Plan a change that nobody has signed for next week: it will be held."""
    page: TreatmentPage = TreatmentPage.objects.get(slug=SCHEDULED).get_latest_revision_as_object()
    page.disclosure = f"{page.disclosure} The words of this page are about to be read again.".strip()
    revision = page.save_revision(user=editor)
    revision.approved_go_live_at = timezone.now() + datetime.timedelta(days=7)
    revision.save()
