"""Background tasks that every room shares."""

from django_tasks import task

from clinic.core.outbox import send_owed_mail


@task()
def send_mail_now() -> None:
    """Send what is owed. The scheduler does the same each minute, so a lost task loses no mail."""
    send_owed_mail()
