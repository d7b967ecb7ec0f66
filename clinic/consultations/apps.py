"""The room of requests from the public."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "clinic.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Register who writes the mails about requests, and who hears of a new colleague."""
        from clinic.consultations import mail, receivers  # noqa: F401 -- its models are ready only now
