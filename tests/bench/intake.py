"""What the inbox costs with 100,000 requests: list, filters, blind-index search and figures."""

import os
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

ROUNDS = 9


def measure_inbox(many: int) -> None:
    """Print queries and milliseconds of each screen, first with few requests, then with ``many``."""
    from django.contrib.auth.models import Group
    from django.test import Client

    from clinic.accounts.models import User
    from tests.staff import let_in

    user = User.objects.create_user("bench@example.org")
    user.groups.add(Group.objects.get(name="Intake staff"))
    browser = let_in(Client(), user)
    wanted = _wanted()
    add_requests(100)
    few = {name: cost_of(browser, *screen) for name, screen in screens(wanted).items()}
    add_requests(many - 100)
    print(f"\n{'inbox':<22}{'queries':>8}{f'with {many}':>13}{'ms':>8}{f'with {many}':>13}")
    for name, screen in screens(wanted).items():
        queries, milliseconds = cost_of(browser, *screen)
        print(f"{name:<22}{few[name][0]:>8}{queries:>13}{few[name][1]:>8.1f}{milliseconds:>13.1f}")


def screens(wanted: Any) -> dict[str, tuple[str, dict[str, str] | None]]:
    """Return address and, for a search, what is posted."""
    from clinic.consultations.inbox.queries import cursor_of
    from clinic.consultations.models import ConsultationRequest

    middle = ConsultationRequest.objects.order_by("received_at")[ConsultationRequest.objects.count() // 2]
    return {
        "list": ("/admin/requests/", None),
        "everything": ("/admin/requests/?show=all", None),
        "a page in the middle": (f"/admin/requests/?show=all&before={cursor_of(middle).replace('+', '%2B')}", None),
        "scheduled, insurance": ("/admin/requests/?show=scheduled&kind=insurance", None),
        "search by phone": ("/admin/requests/search/", {"query": "(206) 555-0142"}),
        "one request": (f"/admin/requests/{wanted.pk}/", None),
        "figures": ("/admin/requests/figures/", None),
        "booked calls": ("/admin/requests/calendar/", None),
    }


def cost_of(browser: Any, address: str, posted: dict[str, str] | None) -> tuple[int, float]:
    """Return the queries of a screen and the median milliseconds of serving it; a search with what it leads to."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask() -> None:
        response = browser.post(address, posted, follow=True) if posted else browser.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answers {response.status_code}.")

    ask()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries), statistics.median(times)


def add_requests(count: int) -> None:
    """Copy in requests as old as eleven weeks, each with keys and contacts of nobody."""
    from django.db import connection

    with connection.cursor() as cursor:
        columns = (
            "id, key_id, reference, kind, status, language, received_at, promised_at, name, phone, email, answers,"
            " first_contact_at, status_since, quarantined, doubts, legal_hold, form_token, answers_digest, version,"
            " is_sample"
        )
        rows = list(_rows(count))
        with cursor.copy(f"COPY consultations_consultationrequest ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        with cursor.copy("COPY consultations_contactindex (request_id, value) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((row[0], os.urandom(32)))
        cursor.execute("VACUUM (ANALYZE)")  # as autovacuum does by itself, later


def _rows(count: int) -> Iterator[tuple[Any, ...]]:
    from django.utils import timezone

    from clinic.consultations.models import Kind, Status
    from clinic.consultations.references import new_reference

    now, kinds, statuses = timezone.now(), list(Kind.values), list(Status.values)
    for number in range(count):
        key = uuid4()
        sealed = b"\x01" + key.bytes + os.urandom(48)
        received = now - timedelta(minutes=number * 110_000 // count)
        status = statuses[number % len(statuses)] if number % 3 else "new"
        first = None if status in ("new", "spam") else received + timedelta(hours=number % 40)
        yield (
            *(uuid4(), key, new_reference(), kinds[number % len(kinds)], status, "en"),
            *(received, received + timedelta(hours=20), sealed, sealed, sealed, sealed, first, received),
            *(False, "{}", False, uuid4(), os.urandom(32), 1, False),
        )


def _wanted() -> Any:
    from tests.consultations.people import make_request

    return make_request()
