"""What nobody may ever see: a lost, doubled or readable request. With real parts, small in make test."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.consultations.changes import move_slot
from clinic.consultations.definitions import _copied
from clinic.consultations.models import ConsultationRequest, SlotBooking, WrappedKey
from clinic.consultations.services import Slot, SlotTakenError, Submission, receive
from clinic.core.models import Location
from tests.consultations.answers import ADDRESSES, check, hidden_fields
from tests.consultations.people import make_request

committed = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same moment, each on a connection of its own; return results or errors."""
    barrier, results = threading.Barrier(len(acts)), list[Any]()

    def run(act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results.append(act())
        except Exception as error:  # noqa: BLE001 -- the result of this one
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def a_location(name: str = "Seattle") -> Location:
    hours = [
        {"type": "hours", "value": {"days": ["0", "1", "2", "3", "4", "5", "6"], "opens": "09:00", "closes": "17:00"}}
    ]
    return Location.objects.create(
        name=name,
        street="100 Sample Street",
        city="Seattle",
        state="WA",
        postal_code="98101",
        time_zone="America/Los_Angeles",
        hours=json.dumps(hours),
    )


@committed
def test_of_several_visitors_one_gets_the_last_time_and_no_request_of_the_others_is_half_kept(proof_size: str) -> None:
    begin = datetime(2030, 1, 7, 18, tzinfo=UTC)
    slot = Slot(begin, begin + timedelta(minutes=30), "America/Los_Angeles", 1, a_location().pk)
    visitors = 40 if proof_size == "full" else 6
    make_request()  # the keys that are made once are there
    results = at_once(
        [lambda: receive(Submission("contact", "Sam", "+12065550142", slot=slot)) for _ in range(visitors)]
    )
    assert [type(result) for result in results].count(SlotTakenError) == visitors - 1
    assert SlotBooking.objects.count() == 1
    assert ConsultationRequest.objects.count() == 2
    assert WrappedKey.objects.filter(purpose="request").count() == 2
    with pytest.raises(SlotTakenError):
        move_slot(make_request(), slot)


@committed
def test_the_same_form_over_several_connections_at_once_is_one_request(proof_size: str) -> None:
    token, make = uuid4(), make_request()
    submission = Submission("contact", "Sam", "+12065550142", token=token)
    results = at_once([lambda: receive(submission).request.reference] * (40 if proof_size == "full" else 6))
    assert len(set(results)) == 1
    assert isinstance(results[0], str)
    assert ConsultationRequest.objects.exclude(pk=make.pk).count() == 1


@committed
def test_without_the_database_the_answers_come_back_with_the_phone_and_never_a_confirmation(client: Client) -> None:
    from wagtail.models import Site

    from clinic.core.models import ClinicSettings

    clinic = ClinicSettings.for_site(Site.objects.get(is_default_site=True))
    clinic.phone = "(206) 555-0100"
    clinic.save()
    _copied.clear()
    checked = hidden_fields(check(client, "insurance"))
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "1"
    try:
        with time_machine.travel(timezone.now() + timedelta(minutes=2)):
            page = client.post(ADDRESSES["insurance"], {**checked, "intent": "send"})
        fresh = client.get(ADDRESSES["insurance"])
        change = client.get(reverse("change_request"))
    finally:
        connection.settings_dict["PORT"] = port
    words = page.content.decode()
    assert (page.status_code, fresh.status_code, change.status_code) == (503, 503, 503)
    for word in ("Sam Ortega", "(206) 555-0142", "Example Mutual", "Silver", "(206) 555-0100", "Nothing was sent"):
        assert word in words
    assert "KC-" not in words
    assert "988" in words
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        again = client.post(ADDRESSES["insurance"], {**checked, **hidden_fields(page), "intent": "send"})
    assert "KC-" in again.content.decode()
    assert ConsultationRequest.objects.count() == 1
