"""A piece goes through an editor's hands and a clinician's, and what the clinician signed is what goes live."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow, WorkflowState

from articles.editions.models import CurrentEdition, Edition
from articles.library.models import Reference
from articles.models import EditorApprovalTask, MedicalReviewTask, SignOff
from articles.review.models import Decision
from articles.review.rules import reasons_not_to_sign
from articles.review.workflow_sync import apply_workflow
from clinic.accounts.models import User
from clinic.accounts.roles import EDITORS, MEDICAL_REVIEWERS
from tests.articles.piece import Piece, in_review
from tests.articles.publication import Publication as Site
from tests.articles.publication import make_reviewer
from tests.factories import ReferenceFactory, UserFactory
from tests.staff import let_in


def test_an_editor_then_a_clinician_approve_and_the_words_that_were_signed_go_live(piece: Piece) -> None:
    piece.submit()
    assert isinstance(piece.step.task.specific, EditorApprovalTask)
    assert not Edition.objects.exists()
    piece.step.approve(user=piece.editor)
    edition = piece.step.edition
    assert edition.own_digest == piece.page.get_latest_revision_as_object().own_digest()
    piece.rewrite("Slipped in while the clinician reads.")
    piece.decided()
    assert piece.page.live
    current = CurrentEdition.objects.get(page=piece.article.pk).edition
    assert current == edition
    assert "The first words." in current.snapshot
    assert piece.page.has_unpublished_changes
    assert piece.page.current_workflow_state is None


def test_whoever_hands_it_in_approves_it_at_no_step(piece: Piece, client: Client) -> None:
    piece.submit(by=piece.editor)
    assert piece.page.current_workflow_task.get_actions(piece.page, piece.editor) == []
    with pytest.raises(PermissionDenied, match="You handed this in"):
        piece.step.approve(user=piece.editor)
    address = reverse("wagtailadmin_pages:workflow_action", args=(piece.article.pk, "approve", piece.step.pk))
    let_in(client, piece.editor).post(address)
    assert isinstance(piece.page.current_workflow_task, EditorApprovalTask)
    other = UserFactory(groups=[EDITORS])
    assert piece.page.current_workflow_task.get_actions(piece.page, other)


def test_an_editor_who_approved_it_cannot_sign_it_too(piece: Piece) -> None:
    piece.editor.groups.add(*make_reviewer().groups.all())
    person = make_reviewer().person
    person.user = piece.editor
    person.save()
    edition = in_review(piece)
    assert any("handed this edition in" in reason for reason in reasons_not_to_sign(edition, piece.editor))


def test_nobody_edits_what_a_clinician_is_reading(piece: Piece, client: Client) -> None:
    in_review(piece)
    administrator = User.objects.create_superuser("admin@example.org")
    assert piece.page.get_lock().for_user(administrator)
    address = reverse("wagtailadmin_pages:edit", args=(piece.article.pk,))
    assert "A clinician is reading this page." in let_in(client, administrator).get(address).content.decode()
    assert piece.page.permissions_for_user(administrator).page_locked()


def test_words_that_come_back_unchanged_go_straight_to_the_clinician_and_others_to_an_editor_first(
    piece: Piece,
) -> None:
    in_review(piece)
    piece.decided(Decision.CHANGES_REQUESTED, "Give the risks first.")
    assert piece.page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not piece.page.live
    piece.page.get_latest_revision_as_object().save_revision(user=piece.author)
    piece.submit()
    assert isinstance(piece.step.task.specific, MedicalReviewTask)
    piece.step.reject(user=None)
    piece.rewrite("The risks first.")
    piece.submit()
    assert isinstance(piece.step.task.specific, EditorApprovalTask)
    piece.step.approve(user=piece.editor)
    piece.decided()
    assert "The risks first." in CurrentEdition.objects.get(page=piece.article.pk).edition.snapshot


def test_a_draft_that_cannot_be_frozen_says_why_and_cannot_be_approved(piece: Piece) -> None:
    reference = ReferenceFactory()
    piece.rewrite(f'x<a linktype="reference" id="{reference.pk}">[x]</a>')
    piece.submit()
    Reference.objects.filter(pk=reference.pk)._raw_delete("default")
    piece.step.approve(user=piece.editor)
    assert "no longer exists" in piece.step.why_not_frozen
    with pytest.raises(PermissionDenied, match="nothing to sign"):
        piece.step.approve(user=make_reviewer())
    assert not piece.page.live


def test_the_workflow_is_there_once_and_whatever_it_is_called(db: None) -> None:
    workflow = apply_workflow()
    workflow.name = "Renamed"
    workflow.save()
    assert apply_workflow() == workflow
    assert Workflow.objects.filter(workflow_tasks__task__in=MedicalReviewTask.objects.all()).count() == 1
    assert [type(task.specific) for task in workflow.tasks] == [EditorApprovalTask, MedicalReviewTask]
    assert list(workflow.tasks[0].specific.groups.values_list("name", flat=True)) == [EDITORS]


def test_a_page_that_nobody_signs_keeps_its_own_workflow(publication: Site) -> None:
    assert publication.index.get_workflow() != apply_workflow()
    assert publication.article().get_workflow() == apply_workflow()


def test_a_reviewer_who_may_not_sign_is_told_why_and_sees_nothing_of_the_text(piece: Piece, client: Client) -> None:
    edition = in_review(piece)
    outsider = UserFactory(groups=[MEDICAL_REVIEWERS])
    let_in(client, outsider)
    shown = client.get(reverse("sign_edition", args=(edition.pk,))).content.decode()
    assert "not linked to a person" in shown
    for hidden in ("The text as readers see it", "Takeaway", "I declare", "<iframe"):
        assert hidden not in shown
    for name, key in (("read_edition", edition.pk), ("editions", piece.article.pk)):
        assert client.get(reverse(name, args=(key,)), follow=True).redirect_chain


def test_the_answers_to_the_clinics_questions_are_kept_with_the_signature(piece: Piece, client: Client) -> None:
    edition = in_review(piece)
    reviewer = make_reviewer()
    let_in(client, reviewer)
    address = reverse("sign_edition", args=(edition.pk,))
    questions = client.get(address).context["form"].questions
    assert 5 <= len(questions) <= 8
    given = {"digest": edition.digest, "decision": Decision.APPROVED, "declared": "on"}
    shown = client.post(address, given).content.decode()
    assert shown.count("Answer this before you sign.") == len(questions)
    given |= {f"answer_{number}": "yes" for number in range(len(questions))} | {"answer_1": "no"}
    assert "Say why you sign all the same." in client.post(address, given).content.decode()
    given["note_1"] = "Two are old."
    confirm_identity(client)
    assert client.post(address, given).status_code == 302
    answers = SignOff.objects.get().answers
    assert answers[1] == {"question": questions[1]["text"], "answer": "no", "note": "Two are old."}
    assert len(answers) == len(questions)
    assert piece.page.live


def confirm_identity(client: Client) -> None:
    """Have the session prove who it is, as the page that asks for the password does."""
    import time

    from clinic.accounts.reauthentication import SESSION_KEY

    session = client.session
    session[SESSION_KEY] = time.time()
    session.save()


def test_the_screen_compares_with_the_last_text_that_was_signed_and_goes_on_to_the_next(
    piece: Piece, client: Client
) -> None:
    in_review(piece)
    piece.decided()
    piece.rewrite("The second words.")
    edition = in_review(piece)
    other = replace(piece, article=piece.publication.article("another", title="Another"))
    following = in_review(other)
    let_in(client, make_reviewer())
    shown = client.get(reverse("sign_edition", args=(edition.pk,))).content.decode()
    assert "</span> first</del>" in " ".join(shown.split())
    assert "</span> second</ins>" in " ".join(shown.split())
    assert f'href="{reverse("sign_edition", args=(following.pk,))}"' in shown
    assert 'rel="next"' in shown


def test_cancelling_the_workflow_unlocks_the_page(piece: Piece) -> None:
    in_review(piece)
    assert piece.page.current_workflow_state.user_can_cancel(piece.author)
    piece.page.current_workflow_state.cancel(user=piece.author)
    assert piece.page.get_lock() is None
    assert TaskState.objects.filter(status=TaskState.STATUS_CANCELLED).exists()
    assert not Page.objects.get(pk=piece.article.pk).live
