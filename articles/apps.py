from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Set the guard before pages, and tell the people's room who wrote, edited and reviewed what."""
        from articles.editions.gate import register_guard
        from articles.review.guard import edition_to_publish
        from articles.works import drafts_by, works_of
        from clinic.people.deletion import register_drafts
        from clinic.people.works import register_works

        register_guard(edition_to_publish)
        register_works(works_of)
        register_drafts(drafts_by)
