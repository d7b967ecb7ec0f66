"""Accounts in the admin: what Site managers do for colleagues, and cannot do for themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse

from clinic.accounts.models import User
from clinic.people.models import Person
from tests.accounts.people import PASSWORD, Staff, confirm, gets_into_admin, give_password, sign_in

pytestmark = pytest.mark.django_db


def form_data(user: User | None = None, *groups: str, **changes: Any) -> dict[str, Any]:
    data = {
        "email": user.email if user else "new@example.org",
        "first_name": "Noor",
        "last_name": "Haddad",
        "is_active": "on",
        "groups": [Group.objects.get(name=name).pk for name in groups],
    }
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def edit(client: Client, user: User, *groups: str, **changes: Any) -> Any:
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form_data(user, *groups, **changes))


def test_a_new_colleague_gets_roles_and_a_link_to_choose_a_password(manager: Client) -> None:
    response = manager.post(reverse("wagtailusers_users:add"), form_data(None, "Editors", email="New@Example.org"))
    assert response.status_code == 302
    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert [group.name for group in user.groups.all()] == ["Editors"]
    assert mail.outbox[-1].to == ["new@example.org"]
    assert "/account/password/reset/key/" in mail.outbox[-1].body


def test_a_second_account_with_the_same_address_is_refused_with_a_sentence(
    manager: Client, make_staff: Callable[..., Staff]
) -> None:
    make_staff("Editors")
    page = manager.post(reverse("wagtailusers_users:add"), form_data(None, email="ANA@example.org"))
    assert b"already an account with this e-mail address" in page.content


def test_a_site_manager_makes_nobody_an_administrator(manager: Client, make_staff: Callable[..., Staff]) -> None:
    staff = make_staff("Editors")
    manager.post(reverse("wagtailusers_users:add"), form_data(None, is_superuser="on"))
    edit(manager, staff.user, "Editors", is_superuser="on")
    edit(manager, User.objects.get(email="manager@example.org"), "Site managers", is_superuser="on")
    assert User.objects.filter(email="new@example.org").exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_site_manager_does_not_change_their_own_roles(manager: Client) -> None:
    me = User.objects.get(email="manager@example.org")
    edit(manager, me, "Site managers", "Medical reviewers", "Intake staff")
    assert [group.name for group in me.groups.all()] == ["Site managers"]
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    manager.post(f"{url}?id={me.pk}", {"role": Group.objects.get(name="Intake staff").pk})
    assert [group.name for group in me.groups.all()] == ["Site managers"]


def test_a_site_manager_touches_no_administrator(manager: Client, make_staff: Callable[..., Staff]) -> None:
    boss = make_staff(email="boss@example.org", is_superuser=True).user
    assert edit(manager, boss, email="mine@example.org").status_code == 302
    for action, data in (
        ("assign_role", {"role": 1}),
        ("set_active_state", {"mark_as_active": "False"}),
        ("delete", {}),
    ):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        manager.post(f"{url}?id={boss.pk}", data)
    manager.post(reverse("wagtailusers_users:delete", args=[boss.pk]))
    confirm(manager)
    manager.post(reverse("clinic_reset_second_factor", args=[boss.pk]))
    boss.refresh_from_db()
    assert (boss.email, boss.is_active, boss.groups.count()) == ("boss@example.org", True, 0)
    assert boss.authenticator_set.exists()


def test_a_group_with_more_than_the_manager_has_is_not_theirs_to_give(
    manager: Client, make_staff: Callable[..., Staff]
) -> None:
    powerful = Group.objects.create(name="Powerful")
    powerful.permissions.add(Permission.objects.get(codename="change_group"))
    harmless = Group.objects.create(name="Harmless")
    harmless.permissions.add(Permission.objects.get(codename="add_redirect"))
    staff = make_staff("Editors")
    page = edit(manager, staff.user, "Editors", "Powerful")
    assert b"is not one of the available choices" in page.content
    edit(manager, staff.user, "Editors", "Harmless")
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    manager.post(f"{url}?id={staff.user.pk}", {"role": powerful.pk})
    assert {group.name for group in staff.user.groups.all()} == {"Editors", "Harmless"}


def test_saving_an_account_keeps_groups_that_the_manager_cannot_give(
    manager: Client, make_staff: Callable[..., Staff]
) -> None:
    powerful = Group.objects.create(name="Powerful")
    powerful.permissions.add(Permission.objects.get(codename="change_group"))
    staff = make_staff("Editors", "Powerful")
    edit(manager, staff.user, "Authors")
    assert {group.name for group in staff.user.groups.all()} == {"Authors", "Powerful"}


def test_site_managers_do_not_edit_what_groups_may_do(manager: Client) -> None:
    group = Group.objects.get(name="Site managers")
    assert manager.get(reverse("wagtailusers_groups:edit", args=[group.pk])).status_code == 302
    manager.post(
        reverse("wagtailusers_groups:edit", args=[group.pk]),
        {"name": "Site managers", "permissions": [Permission.objects.get(codename="change_group").pk]},
    )
    assert not group.permissions.filter(codename="change_group").exists()


def test_another_address_ends_sessions_and_is_told_to_the_old_one(
    manager: Client, make_staff: Callable[..., Staff]
) -> None:
    colleague, staff = Client(), make_staff("Editors")
    sign_in(colleague, staff)
    edit(manager, staff.user, "Editors", email="noor@example.org")
    assert not gets_into_admin(colleague)
    assert mail.outbox[-1].to == ["ana@example.org"]


def test_an_account_is_switched_off_in_the_admin(manager: Client, make_staff: Callable[..., Staff]) -> None:
    colleague, staff = Client(), make_staff("Editors")
    sign_in(colleague, staff)
    edit(manager, staff.user, "Editors", is_active=None)
    assert not gets_into_admin(colleague)


def test_deleting_a_linked_account_answers_with_a_sentence(
    signed_in: Callable[..., Client], make_staff: Callable[..., Staff]
) -> None:
    client = signed_in(email="boss@example.org", is_superuser=True)
    staff = make_staff("Editors")
    Person.objects.create(name="Ana Ruiz", user=staff.user)
    page = client.post(reverse("wagtailusers_users:delete", args=[staff.user.pk]), follow=True)
    assert b"cannot be deleted" in page.content
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    assert client.post(f"{url}?id={staff.user.pk}").status_code in (200, 302)
    assert User.objects.filter(pk=staff.user.pk).exists()


def test_an_account_that_nothing_is_linked_to_can_be_deleted_by_an_administrator(
    signed_in: Callable[..., Client], make_staff: Callable[..., Staff]
) -> None:
    client = signed_in(email="boss@example.org", is_superuser=True)
    staff = make_staff("Editors")
    client.post(reverse("wagtailusers_users:delete", args=[staff.user.pk]))
    assert not User.objects.filter(pk=staff.user.pk).exists()


def test_resetting_a_second_factor_asks_for_confirmation_first_and_then_goes_on(
    manager: Client, make_staff: Callable[..., Staff]
) -> None:
    staff = make_staff("Editors")
    response = manager.post(reverse("clinic_reset_second_factor", args=[staff.user.pk]))
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert staff.user.authenticator_set.exists()
    act = reverse("clinic_reset_second_factor", args=[staff.user.pk])
    manager.post(response.url, {"password": PASSWORD, "next": act})
    assert not staff.user.authenticator_set.exists()


def test_a_reset_second_factor_is_written_down_told_and_ends_sessions(
    manager: Client, make_staff: Callable[..., Staff]
) -> None:
    from wagtail.models import ModelLogEntry

    colleague, staff = Client(), make_staff("Editors")
    sign_in(colleague, staff)
    confirm(manager)
    manager.post(reverse("clinic_reset_second_factor", args=[staff.user.pk]))
    assert not gets_into_admin(colleague)
    entry = ModelLogEntry.objects.get(action="clinic.reset_second_factor")
    assert (entry.user.email, entry.object_id) == ("manager@example.org", str(staff.user.pk))
    assert mail.outbox[-1].to == [staff.user.email]
    fresh = Client()
    assert give_password(fresh, staff).url == reverse("wagtailadmin_home")
    assert fresh.get("/admin/").url == reverse("mfa_index")


@pytest.mark.parametrize("name", ["index", "add", "edit", "history", "usage", "delete"])
def test_every_page_about_accounts_opens(
    name: str, signed_in: Callable[..., Client], make_staff: Callable[..., Staff]
) -> None:
    client = signed_in(email="boss@example.org", is_superuser=True)
    arguments = [] if name in ("index", "add") else [make_staff("Editors").user.pk]
    assert client.get(reverse(f"wagtailusers_users:{name}", args=arguments)).status_code == 200
    if name == "index":
        found = client.get(reverse("wagtailusers_users:index") + "?q=boss").content
        assert b"boss@example.org" in found
        assert b"Username" not in found
