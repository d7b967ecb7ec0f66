"""A web worker that takes submissions over several connections, until it is killed.

`python -m tests.consultations.submitter FIRST LAST`: sends the forms of these numbers by the public view and prints
a line for each confirmation that a browser would have shown: number and reference.
"""

import re
import sys
import threading
from queue import Empty, SimpleQueue

THREADS = 4


def main() -> None:
    """Send every form once."""
    import django

    django.setup()
    numbers: SimpleQueue[int] = SimpleQueue()
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        numbers.put(number)
    threads = [threading.Thread(target=send_all, args=(numbers,)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def send_all(numbers: "SimpleQueue[int]") -> None:
    """Send forms until there are none left. Where there was no confirmation, nothing is printed."""
    from uuid import UUID

    from django.core import signing
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from clinic.core.spam import SALT

    client = Client(raise_request_exception=False)
    while True:
        try:
            number = numbers.get_nowait()
        except Empty:
            connection.close()
            return
        carried = {"id": str(UUID(int=number)), "at": timezone.now().timestamp() - 60}
        answers = {
            "name": f"Person {number}",
            "reach_by": "phone",
            "phone": f"+1206{5_000_000 + number}",
            "topic": "Something else",
            "token": signing.dumps(carried, salt=SALT),
            "intent": "send",
        }
        page = client.post("/contact/ask/", answers).content.decode()
        if found := re.search(r"KC-\w{4}-\w{4}", page):
            sys.stdout.write(f"{number} {found[0]}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
