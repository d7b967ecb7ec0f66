"""The room of requests from the public."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "clinic.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Register who writes the mails about requests, who hears of a new colleague, and what the house lacks."""
        from clinic.consultations import mail, receivers  # noqa: F401 -- its models are ready only now
        from clinic.consultations.house import few_languages, nobody_answers
        from clinic.core.house_checks import register_house_check

        register_house_check(nobody_answers)
        register_house_check(few_languages)
