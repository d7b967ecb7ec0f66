"""What can go wrong with the embedded server, said in one line each."""

import errno

NO_SPACE = "No space left on device"


class EmbeddedServerError(Exception):
    """The embedded server cannot run; the message is one line that says what to do."""


def explain(output: str) -> str:
    """One line out of what PostgreSQL printed: the cause in plain words where it is a known one."""
    if any(mark in output for mark in (NO_SPACE, "Disk quota exceeded", "File too large")):
        return "there is no space left for its files: free some, then run this again"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if any(mark in line for mark in ("FATAL:", "PANIC:", "error:"))]
    return (telling or lines or ["it ended without a word"])[-1]


def explain_os_error(error: OSError) -> str:
    """One line out of a failed file operation."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return explain(NO_SPACE)
    if error.errno is None:  # shutil.Error, which lists every file that it could not copy
        return explain(str(error))
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"
