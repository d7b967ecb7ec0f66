"""The printed way into the sample accounts."""

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from clinic.accounts.services import SampleAccess


def access_file() -> Path:
    """Return where the sample accounts' ways in are written."""
    return settings.DATA_DIR / "sample-accounts.txt"


def write_access(ways_in: Sequence[tuple[str, SampleAccess]]) -> Path:
    """Write passwords, secrets and recovery codes to a file that only its owner can read, and return its path."""
    lines = [
        "The sample accounts of this installation. The passwords were made at random when the sample site was loaded.",
        f"Sign in at {settings.SITE_URL}/admin/ with address and password; then give a six-digit code:",
        "    .venv/bin/python manage.py sample_code ADDRESS",
        "or add the secret to an authenticator app, or use up one of the recovery codes.",
    ]
    for role, access in ways_in:
        lines += [
            "",
            f"{role}: {access.email}",
            f"    password        {access.password}",
            f"    secret          {access.totp_secret}",
            f"    recovery codes  {' '.join(access.recovery_codes)}",
        ]
    path = access_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)  # the file may have been there with other permissions
        file.write("\n".join(lines) + "\n")
    return path
