"""What follows when somebody joins those who may read requests."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from clinic.accounts.models import User
from clinic.accounts.roles import INTAKE_STAFF
from clinic.consultations.mail import JOINED
from clinic.core.outbox import owe_mail


@receiver(m2m_changed, sender=User.groups.through)
def tell_of_new_staff(action: str, instance: User | Group, pk_set: set[int] | None, **_: Any) -> None:
    """Owe Intake staff a mail for each account that joins them, whoever put it there."""
    if action != "post_add" or not pk_set:
        return
    if isinstance(instance, Group):
        joined = pk_set if instance.name == INTAKE_STAFF else set()
    else:
        joined = {instance.pk} if Group.objects.filter(pk__in=pk_set, name=INTAKE_STAFF).exists() else set()
    for pk in User.objects.filter(pk__in=joined, is_sample=False).values_list("pk", flat=True):
        owe_mail(JOINED, user=pk)
