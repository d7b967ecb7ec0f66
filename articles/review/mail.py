"""The mails of a review: one for each hand-over and reminder, plain, with one link, to those who can act on it now.

What is owed names rows alone. When it goes out its writer looks again: who has gone, or may not any more, is left out,
and where the matter is settled nothing is sent.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from articles.editions.models import CurrentEdition, Edition
from articles.review.models import HeldSchedule, MinorEdit, SignOff
from articles.review.reminders import LAPSED, answering_sign_off
from articles.review.rules import reasons_not_to_sign
from articles.review.schedules import HELD_MAIL
from articles.review.steps import ReviewStepState, brought_by
from clinic.accounts.models import User
from clinic.accounts.roles import EDITORS, MEDICAL_REVIEWERS
from clinic.core.outbox import Letter, owe_mail, writes

About = Mapping[str, Any]


def owe_step_mail(instance: TaskState, **kwargs: Any) -> None:  # noqa: ARG001 -- the signal's signature
    """Owe a mail to those who decide at the step that a piece has come to (a ``task_submitted`` receiver)."""
    owe_mail("review.step", step=instance.pk)


def owe_changes_mail(instance: WorkflowState, **kwargs: Any) -> None:  # noqa: ARG001 -- the signal's signature
    """Owe a mail to whoever handed in a piece that comes back (a ``workflow_rejected`` receiver)."""
    owe_mail("review.changes_requested", step=instance.current_task_state_id or 0)


def owe_approved_mail(instance: WorkflowState, **kwargs: Any) -> None:  # noqa: ARG001 -- the signal's signature
    """Owe a mail to whoever handed in a piece that is through (a ``workflow_approved`` receiver)."""
    owe_mail("review.approved", workflow=instance.pk)


def owe_minor_edit_mail(instance: MinorEdit, created: bool, **kwargs: Any) -> None:  # noqa: ARG001 -- likewise
    """Owe a mail to the clinician whose signature answers for a minor edit (a ``post_save`` receiver)."""
    if created:
        owe_mail("review.minor_edit", minor_edit=instance.pk)


@writes("review.step")
def step_letter(about: About) -> Letter | None:
    """Write to the editors or reviewers who can decide at a step; nobody once it is over."""
    state = TaskState.objects.filter(pk=about["step"], status=TaskState.STATUS_IN_PROGRESS).first()
    if state is None:
        return None
    step = state.specific
    if isinstance(step, ReviewStepState) and step.edition is not None:
        return _letter(_who_may_sign(step.edition), "to_sign", step.edition.card["title"], _sign_url(step.edition))
    page = state.workflow_state.content_object
    groups = getattr(state.task.specific, "groups", None)
    if groups is None:  # a draft that could not be frozen: whoever handed it in has to take it back
        asked = [state.workflow_state.requested_by]
        return _letter(asked, "not_frozen", _title(page), _edit_url(page), why=step.why_not_frozen)
    editors = [user for user in _members(groups.all()) if not brought_by(state.workflow_state, user)]
    return _letter(editors, "to_approve", _title(page), _edit_url(page))


@writes("review.changes_requested")
def changes_letter(about: About) -> Letter | None:
    """Write to whoever handed the piece in, unless it has been handed in again."""
    state = TaskState.objects.filter(pk=about["step"], status=TaskState.STATUS_REJECTED).first()
    if state is None or state.workflow_state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    page = state.workflow_state.content_object
    return _letter(
        [state.workflow_state.requested_by], "changes_requested", _title(page), _edit_url(page), comment=state.comment
    )


@writes("review.approved")
def approved_letter(about: About) -> Letter | None:
    """Write to whoever handed in what is live now."""
    state = WorkflowState.objects.filter(pk=about["workflow"], status=WorkflowState.STATUS_APPROVED).first()
    page = state.content_object if state else None
    if state is None or page is None or not page.live:
        return None
    return _letter([state.requested_by], "approved", _title(page), page.full_url or _edit_url(page))


@writes("review.due")
def due_letter(about: About) -> Letter | None:
    """Write to those who can renew a review, and of a lapsed one to the editors; nobody if it has been renewed."""
    sign_off = SignOff.objects.filter(pk=about["sign_off"]).first()
    current = CurrentEdition.objects.filter(edition=about["edition"], page__live=True).select_related("edition").first()
    if sign_off is None or current is None or answering_sign_off(about["edition"]) != sign_off:
        return None
    asked = _who_may_sign(current.edition)
    lapsed = about["days"] == LAPSED
    if lapsed:
        asked += _members_of(EDITORS)
    template = "lapsed" if lapsed else "due"
    url = _sign_url(current.edition) if not lapsed else _url("editions", current.page_id)
    return _letter(asked, template, current.edition.card["title"], url, valid_until=sign_off.valid_until)


@writes("review.minor_edit")
def minor_edit_letter(about: About) -> Letter | None:
    """Write to the clinician who signed the text; nobody once the edit has been taken back."""
    minor = MinorEdit.objects.filter(pk=about["minor_edit"], void=None).select_related("to_edition").first()
    sign_off = answering_sign_off(minor.to_edition_id) if minor else None
    if minor is None or sign_off is None:
        return None
    title = minor.to_edition.card["title"]
    return _letter(
        [sign_off.user], "minor_edit", title, _url("editions", minor.page_id), changes=minor.changes, why=minor.why
    )


@writes(HELD_MAIL)
def held_letter(about: About) -> Letter | None:
    """Write to who planned a publication that is held and say why; nobody once it is not held any more."""
    held = HeldSchedule.objects.filter(page=about["page"]).select_related("page", "revision__user").first()
    if held is None:
        return None
    return _letter([held.revision.user], "held", _title(held.page), _edit_url(held.page), why=held.why)


def _letter(users: Iterable[User | None], template: str, title: str, url: str, **context: Any) -> Letter | None:
    to = list(dict.fromkeys(user.email for user in users if user is not None and user.is_active and user.email))
    if not to:
        return None
    return Letter(to, f"review_{template}.txt", {"title": title, "url": url, **context})


def _who_may_sign(edition: Edition) -> list[User]:
    return [user for user in _members_of(MEDICAL_REVIEWERS) if not reasons_not_to_sign(edition, user)]


def _members_of(group: str) -> list[User]:
    return list(User.objects.filter(groups__name=group, is_active=True).order_by("pk"))


def _members(groups: Any) -> list[User]:
    return list(User.objects.filter(groups__in=groups, is_active=True).distinct().order_by("pk"))


def _title(page: Any) -> str:
    return str(page.get_admin_display_title())


def _url(name: str, *args: Any) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def _edit_url(page: Any) -> str:
    return _url("wagtailadmin_pages:edit", page.pk)


def _sign_url(edition: Edition) -> str:
    return _url("sign_edition", edition.pk)
