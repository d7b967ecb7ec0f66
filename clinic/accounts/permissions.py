"""What one account may do to another. Wagtail's user administration asks nothing of the sort by itself."""

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from clinic.accounts.models import User
from clinic.accounts.roles import ROLE_NAMES


def may_manage(manager: User, account: User) -> bool:
    """Say whether ``manager`` may edit, switch off or reset ``account``: administrators are for administrators only."""
    return manager.has_perm("accounts.change_user") and (manager.is_superuser or not account.is_superuser)


def assignable_groups(manager: User) -> QuerySet[Group]:
    """Return the groups that ``manager`` may put others into.

    Those are the roles, and of the groups made by hand those that hold nothing which the manager lacks. Administrators
    may assign any.
    """
    if manager.is_superuser:
        return Group.objects.all()
    held = manager.get_all_permissions()
    allowed = [
        group.pk
        for group in Group.objects.prefetch_related(
            "permissions__content_type", "page_permissions", "collection_permissions"
        )
        if group.name in ROLE_NAMES or _holds_no_more(group, held)
    ]
    return Group.objects.filter(pk__in=allowed)


def _holds_no_more(group: Group, held: set[str]) -> bool:
    """Compare a group's plain permissions; one with some on pages or collections is an administrator's to give."""
    if any(getattr(group, name).all() for name in ("page_permissions", "collection_permissions")):
        return False
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()} <= held
