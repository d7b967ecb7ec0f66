"""How often something was done from one place."""

from django.db import models


class Tally(models.Model):
    """How often something happened on a day, under a keyed hash of who did it. Thrown away after two days."""

    who = models.BinaryField(primary_key=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} · {self.count}"
