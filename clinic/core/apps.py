from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "clinic.core"
    verbose_name = "Core"

    def ready(self) -> None:
        """Have the house looked at for what this room knows of."""
        from clinic.core.house_checks import register_house_check
        from clinic.core.house_findings import missing_hours, missing_pages, missing_texts

        for check in (missing_pages, missing_texts, missing_hours):
            register_house_check(check)
