from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "clinic.sample"
    verbose_name = "Sample site"
