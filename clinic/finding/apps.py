from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "clinic.finding"
    verbose_name = "Finding"

    def ready(self) -> None:
        """Keep the index as what readers get changes."""
        from clinic.finding.receivers import connect

        connect()
