"""What each group may do, as documented, and that applying it twice changes nothing."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Workflow
from wagtail.permissions import policy_registry

from clinic.accounts.role_sync import apply_roles
from clinic.accounts.roles import AUTHORS, EDITORS, INTAKE_STAFF, MEDICAL_REVIEWERS, ROLES, SITE_MANAGERS, Role
from clinic.core.models import ClinicDocument, ClinicImage
from tests.factories import UserFactory
from tests.staff import let_in

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "roles.md"


def documented() -> dict[str, set[str]]:
    """Read the table in docs/roles.md: for each group the permissions with a yes."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in DOCUMENT.read_text().partition("## Permissions")[2].splitlines()
        if line.startswith("|") and "---" not in line
    ]
    head, *body = rows
    return {group: {row[0] for row in body if row[column] == "yes"} for column, group in enumerate(head) if column}


def in_database() -> dict[str, set[str]]:
    """Read for each group what it holds, in the words of the document."""
    found = {}
    for group in Group.objects.all():
        plain = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}
        pages = {
            f"pages: {row.permission.codename.removesuffix('_page')}"
            for row in GroupPagePermission.objects.filter(group=group, page__depth=1)
        }
        files = {
            f"files: {row.permission.content_type.app_label}.{row.permission.codename}"
            for row in GroupCollectionPermission.objects.filter(group=group, collection__depth=1)
        }
        found[group.name] = plain | pages | files
    return found


def test_the_documented_table_is_what_the_database_holds() -> None:
    assert documented() == in_database()
    assert not GroupPagePermission.objects.exclude(page__depth=1).exists()


def test_applying_the_table_again_changes_nothing() -> None:
    before = in_database()
    apply_roles()
    assert in_database() == before


def test_what_an_administrator_adds_by_hand_stays() -> None:
    extra = Permission.objects.get(codename="add_redirect")
    Group.objects.get(name="Editors").permissions.add(extra)
    apply_roles()
    assert Group.objects.get(name="Editors").permissions.filter(pk=extra.pk).exists()


def test_a_permission_that_no_model_defines_is_an_error() -> None:
    with pytest.raises(ImproperlyConfigured, match="no permission fly_notice"):
        apply_roles([Role("Pilots", "Fly.", permissions=("core.fly_notice",))])


def test_a_permission_of_an_app_that_is_not_installed_is_passed_over() -> None:
    apply_roles([Role("Pilots", "Fly.", permissions=("aeroplanes.fly_aeroplane",))])
    assert not Group.objects.get(name="Pilots").permissions.exists()


def test_every_permission_of_the_table_is_in_the_database() -> None:
    wanted = {name for role in ROLES for name in (*role.permissions, *role.collections)}
    known = {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")}
    assert wanted <= known


def test_wagtails_moderators_are_gone_and_editors_approve() -> None:
    assert not Group.objects.filter(name="Moderators").exists()
    task = Workflow.objects.get(name="Approval by an editor").tasks.get().specific
    assert [group.name for group in task.groups.all()] == ["Editors"]


@pytest.mark.parametrize(
    ("group", "edits_others", "publishes", "unlocks"),
    [
        ("Authors", False, False, False),
        ("Editors", True, True, True),
        ("Medical reviewers", False, False, False),
        ("Intake staff", False, False, False),
        ("Site managers", True, True, True),
    ],
)
def test_who_edits_and_publishes_a_page(
    group: str, edits_others: bool, publishes: bool, unlocks: bool, make_staff: object
) -> None:
    user = make_staff(group).user  # type: ignore[operator]  # a fixture that makes accounts
    permissions = Page.objects.get(depth=2).permissions_for_user(user)
    assert permissions.can_edit() == edits_others
    assert permissions.can_publish() == publishes
    assert permissions.can_unlock() == unlocks


@pytest.mark.parametrize(
    ("group", "finds_pages"),
    [
        ("Authors", True),
        ("Editors", True),
        ("Medical reviewers", True),
        ("Intake staff", False),
        ("Site managers", True),
    ],
)
def test_who_finds_pages_in_the_admin(group: str, finds_pages: bool, signed_in: object) -> None:
    client = signed_in(group)  # type: ignore[operator]  # a fixture that signs in
    assert (client.get("/admin/pages/").status_code == 200) == finds_pages
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("group", ["Authors", "Editors", "Medical reviewers", "Intake staff"])
@pytest.mark.parametrize("address", ["/admin/users/", "/admin/groups/", "/admin/redirects/"])
def test_only_site_managers_manage_the_site(group: str, address: str, signed_in: object) -> None:
    assert signed_in(group).get(address).status_code == 302  # type: ignore[operator]  # a fixture that signs in


@pytest.mark.parametrize(
    ("role", "keeps", "chooses"),
    [
        (AUTHORS, True, True),
        (EDITORS, True, True),
        (SITE_MANAGERS, True, True),
        (MEDICAL_REVIEWERS, False, True),
        (INTAKE_STAFF, False, False),
    ],
)
def test_who_keeps_files_and_who_chooses_them(client: Client, role: str, *, keeps: bool, chooses: bool) -> None:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    let_in(client, user)
    for address in ("wagtailimages:index", "wagtailimages:add_multiple", "wagtaildocs:index"):
        assert (client.get(reverse(address)).status_code == 200) is keeps
    for kind in (ClinicImage, ClinicDocument):
        assert policy_registry.get_by_type(kind).user_has_permission(user, "choose") is chooses
