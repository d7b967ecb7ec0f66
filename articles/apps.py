from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Set the guard before pages, tell the people's room who did what, and make the workflow after migrations."""
        from articles.editions.gate import register_guard
        from articles.reports import mail  # noqa: F401 -- registers what writes to editors
        from articles.review import guard
        from articles.review.receivers import connect_mail
        from articles.review.workflow_sync import after_migrate
        from articles.uses import notices_in, people_in
        from articles.works import drafts_by, works_of
        from clinic.core.models import Notice
        from clinic.core.usage import register_uses
        from clinic.people.deletion import register_drafts
        from clinic.people.models import Person
        from clinic.people.works import register_works

        register_guard(guard)
        register_uses(Notice, notices_in)
        register_uses(Person, people_in)
        register_works(works_of)
        register_drafts(drafts_by)
        connect_mail()
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="editorial_workflow")
