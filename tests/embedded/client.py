"""A process that uses the embedded server: prints its address, then runs the SQL lines it is given.

`python -m tests.embedded.client DATA_DIR [--throw-away]`; prints the first value of each line's result.
"""

import sys
from pathlib import Path

import psycopg

from clinic import embedded


def main() -> None:
    """Join, obey, leave."""
    try:
        with embedded.server(Path(sys.argv[1]), throw_away="--throw-away" in sys.argv) as server:
            print(server.url, flush=True)
            for line in sys.stdin:
                with psycopg.connect(server.url, autocommit=True) as connection:
                    cursor = connection.execute(line.encode())
                    row = cursor.fetchone() if cursor.description else None
                    print(row[0] if row else "done", flush=True)
    except embedded.EmbeddedServerError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
