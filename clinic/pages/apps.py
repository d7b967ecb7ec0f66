from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "clinic.pages"
    verbose_name = "Pages"
