from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Tell the people's room what they wrote, edited and reviewed, and which drafts name them."""
        from articles.works import drafts_by, works_of
        from clinic.people.deletion import register_drafts
        from clinic.people.works import register_works

        register_works(works_of)
        register_drafts(drafts_by)
