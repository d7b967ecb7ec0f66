from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "clinic.core"
    verbose_name = "Core"
