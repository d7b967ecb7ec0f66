"""The *Editorial* workflow, there after every migration."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import connections
from wagtail.models import Workflow, WorkflowTask

from articles.review.steps import EditorApprovalTask, MedicalReviewTask
from clinic.accounts.roles import EDITORS

NAME = "Editorial"


def after_migrate(sender: Any, using: str, **kwargs: Any) -> None:  # noqa: ARG001 -- the signal's signature
    """Make the workflow once a migration is over (a ``post_migrate`` receiver)."""
    tables = {MedicalReviewTask._meta.db_table, Group._meta.db_table, WorkflowTask._meta.db_table}
    if sender.name == "articles" and tables <= set(connections[using].introspection.table_names()):
        apply_workflow()


def apply_workflow() -> Workflow:
    """Make the workflow with its two steps where it is missing, and return it. Safe to repeat.

    It is known by its medical review, so it can be renamed and given further steps. One that was switched off stays
    off, and another is made: editioned pages are never without.
    """
    medical = MedicalReviewTask.objects.filter(active=True).first() or MedicalReviewTask.objects.create(
        name="Medical review"
    )
    workflow = Workflow.objects.filter(active=True, workflow_tasks__task=medical).order_by("pk").first()
    if workflow is not None:
        return workflow
    editors = EditorApprovalTask.objects.filter(active=True).first()
    if editors is None:
        editors = EditorApprovalTask.objects.create(name="Approval by an editor")
        editors.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    workflow = Workflow.objects.create(name=NAME)
    for order, task in enumerate((editors, medical)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow
