"""Bringing the groups in the database up to the table in ``roles``."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from clinic.accounts.roles import ROLES, Role


def after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Apply the table once a migration is over (a ``post_migrate`` receiver)."""
    needed = {GroupPagePermission._meta.db_table, GroupCollectionPermission._meta.db_table}
    if sender.name == "clinic.accounts" and needed <= set(connections[using].introspection.table_names()):
        # post_migrate goes from app to app, and the permissions of later apps are not there yet.
        for app_config in apps.get_app_configs():
            create_permissions(app_config, verbosity=0, using=using, apps=kwargs.get("apps", apps))
        apply_roles()


def apply_roles(roles: Iterable[Role] = ROLES) -> None:
    """Make the groups and give them what the table says; take nothing away. Safe to repeat.

    Raises ImproperlyConfigured for a permission that an installed app does not define. Permissions of apps that are not
    installed, or not migrated yet, are passed over.
    """
    root = Page.get_first_root_node()
    collection = Collection.get_first_root_node()
    for role in roles:
        group, _ = Group.objects.get_or_create(name=role.name)
        group.permissions.add(*find_permissions(role.permissions))
        page_permissions = find_permissions(f"wagtailcore.{action}_page" for action in role.pages)
        for permission in page_permissions if root else ():
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in find_permissions(role.collections) if collection else ():
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def find_permissions(names: Iterable[str]) -> list[Permission]:
    """Return the permissions of these names (``app_label.codename``) that are in the database."""
    found: list[Permission] = []
    for name in names:
        app_label, _, codename = name.partition(".")
        if app_label not in apps.app_configs:
            continue
        if codename not in defined_codenames(app_label):
            raise ImproperlyConfigured(f"clinic/accounts/roles.py: the app {app_label} has no permission {codename}.")
        found += Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    return found


def defined_codenames(app_label: str) -> set[str]:
    """Return every permission codename that the models of an app define."""
    names = set()
    for model in apps.get_app_config(app_label).get_models():
        options = model._meta
        names |= {f"{action}_{options.model_name}" for action in options.default_permissions}
        names |= {codename for codename, _ in options.permissions}
    return names
