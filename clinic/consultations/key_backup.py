"""The second backup: wrapped keys and blind index alone, for as many days as the settings say.

The main backup leaves both tables out, so once these files are gone, what was purged is unreadable everywhere.
"""

import gzip
import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from clinic.consultations.models import ContactIndex, IntakeSettings, WrappedKey

TABLES = (WrappedKey, ContactIndex)
NAME = "consultation-keys-%Y%m%dT%H%M%S.copy.gz"
PATTERN = "consultation-keys-*.copy.gz"


def folder() -> Path:
    """Return where the backups are; only the owner may look into it."""
    path: Path = settings.DATA_DIR / "key-backups"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def back_up() -> Path:
    """Write both tables as of one moment into a new file, throw away files past their days, and return the new one."""
    target = folder() / timezone.now().strftime(NAME)
    unfinished = target.with_suffix(".unfinished")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        with gzip.open(raw, "wb") as file, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for model in TABLES:
                file.write(f"# {model._meta.db_table}\n".encode())
                with cursor.copy(f"COPY {model._meta.db_table} ({_columns(model)}) TO STDOUT") as rows:
                    for chunk in rows:
                        file.write(bytes(chunk))
        raw.flush()
        os.fsync(raw.fileno())
    unfinished.rename(target)
    throw_away_old()
    return target


def throw_away_old() -> None:
    """Delete backups past their days, whether or not there was a new one."""
    longest = max([row.keep_key_backups for row in IntakeSettings.objects.all()] or [7])
    oldest = (timezone.now() - timedelta(days=longest)).strftime(NAME)
    for path in folder().glob(PATTERN):
        if path.name < oldest:
            path.unlink()


@transaction.atomic
def restore(path: Path) -> int:
    """Put back the keys and index rows of requests that are there, and return how many keys came back.

    What is there already stays. Keys of requests that were purged, or that the main backup does not hold, stay away.
    """
    with gzip.open(path, "rb") as file, connection.cursor() as cursor:
        sections = _sections(file.read())
        for model in TABLES:
            table, columns = model._meta.db_table, _columns(model)
            cursor.execute(f"CREATE TEMP TABLE restored_{table} (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP")
            with cursor.copy(f"COPY restored_{table} ({columns}) FROM STDIN") as rows:
                rows.write(sections[table])
        cursor.execute(_RESTORE_KEYS)
        restored = int(cursor.rowcount)
        cursor.execute(_RESTORE_INDEX)
    return restored


_RESTORE_KEYS = """
INSERT INTO consultations_wrappedkey (id, purpose, wrapped, kek_id, made_at)
SELECT id, purpose, wrapped, kek_id, made_at FROM restored_consultations_wrappedkey AS restored
WHERE purpose <> 'request' OR EXISTS (
    SELECT 1 FROM consultations_consultationrequest AS request
    WHERE request.key_id = restored.id AND NOT EXISTS (
        SELECT 1 FROM consultations_tombstone AS gone WHERE gone.reference = request.reference
    )
) ON CONFLICT DO NOTHING
"""
_RESTORE_INDEX = """
INSERT INTO consultations_contactindex (id, request_id, value)
SELECT id, request_id, value FROM restored_consultations_contactindex AS restored
WHERE EXISTS (SELECT 1 FROM consultations_consultationrequest WHERE id = restored.request_id)
ON CONFLICT DO NOTHING
"""


def _columns(model: type) -> str:
    return ", ".join(field.column for field in model._meta.concrete_fields)  # type: ignore[attr-defined]  # a model


def _sections(content: bytes) -> dict[str, bytes]:
    found: dict[str, list[bytes]] = {}
    table = ""
    for line in content.splitlines(keepends=True):
        if line.startswith(b"# "):
            table = line[2:].decode().strip()
            found[table] = []
        else:
            found[table].append(line)
    return {name: b"".join(lines) for name, lines in found.items()}
