"""Who may read requests: members of Intake staff, and nobody else. Being an administrator is not enough."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Q, QuerySet

from clinic.accounts.models import User
from clinic.accounts.roles import INTAKE_STAFF
from clinic.accounts.second_factor import is_account


def staff() -> QuerySet[User]:
    """Return everybody who may answer requests."""
    return User.objects.filter(groups__name=INTAKE_STAFF, is_active=True).order_by("first_name", "last_name", "email")


def may_handle(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Say whether somebody is in Intake staff; ``has_perm`` would say yes to every superuser."""
    return is_account(user) and user.is_active and user.groups.filter(name=INTAKE_STAFF).exists()


def may_export(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Say whether a member of Intake staff was given the permission to export as well, themselves or by a group."""
    if not is_account(user) or not may_handle(user):
        return False
    given = Permission.objects.filter(content_type__app_label="consultations", codename="export_requests")
    return given.filter(Q(user=user) | Q(group__user=user)).exists()
