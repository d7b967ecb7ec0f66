from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "clinic.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Connect the receivers."""
        from clinic.accounts import receivers  # noqa: F401 -- importing it connects them
