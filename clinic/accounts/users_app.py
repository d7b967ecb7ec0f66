"""Wagtail's user administration under our configuration.

It stands apart from ``apps``: Django takes an app's configuration by itself only where there is just one.
"""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with our views for accounts."""

    user_viewset = "clinic.accounts.viewsets.StaffUserViewSet"
