"""Moving every data key under the newest key-encryption key, a batch at a time."""

from collections.abc import Iterator

from django.db import transaction

from clinic.consultations.audit import record
from clinic.consultations.data_keys import ring, unwrap, wrap
from clinic.consultations.models import Action, WrappedKey

BATCH = 500


def rewrap_batches(batch: int = BATCH) -> Iterator[int]:
    """Rewrap what is not under the newest key; yield how many after each committed batch.

    Stop it where you like: what is done is done, and the next run goes on. Keys that another transaction holds are left
    for the end, when they are waited for. Raises DecryptionError for a key that cannot be unwrapped.
    """
    for wait in (False, True):
        while done := _rewrap(batch, wait=wait):
            yield done


def left_under() -> dict[str, int]:
    """Return how many data keys are still under each key that is not the newest."""
    left: dict[str, int] = {}
    for kek_id in WrappedKey.objects.exclude(kek_id=ring().newest_id).values_list("kek_id", flat=True):
        left[kek_id] = left.get(kek_id, 0) + 1
    return left


@transaction.atomic
def _rewrap(batch: int, *, wait: bool) -> int:
    old = WrappedKey.objects.exclude(kek_id=ring().newest_id).order_by("pk")
    rows = list(old.select_for_update(skip_locked=not wait)[:batch])
    for row in rows:
        row.wrapped, row.kek_id = wrap(unwrap(row)), ring().newest_id
    WrappedKey.objects.bulk_update(rows, ["wrapped", "kek_id"])
    if rows:
        record(Action.KEYS_ROTATED, count=len(rows))
    return len(rows)
