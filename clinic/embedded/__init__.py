"""The embedded PostgreSQL of a first run: started by the first process that needs it, stopped by the last.

For development, tests and a first look, never for production. Knows nothing of Django or its settings.
Why and how: docs/embedded-postgres.md.
"""

from clinic.embedded.errors import EmbeddedServerError
from clinic.embedded.lease import Server, server

__all__ = ["EmbeddedServerError", "Server", "server"]
