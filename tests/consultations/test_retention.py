"""What goes when its time is over, what stays, and that nobody brings it back."""

import gzip
import subprocess
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from clinic.accounts.models import User
from clinic.consultations.inbox import acts
from clinic.consultations.key_backup import back_up, folder, restore
from clinic.consultations.keyring import MissingKeyError
from clinic.consultations.models import ConsultationRequest, ContactIndex, Tombstone, WrappedKey
from tests.consultations.people import make_request
from tests.databases import PROGRAMS, dump, used_database

LEFT_OUT = [f"--exclude-table-data=consultations_{name}" for name in ("wrappedkey", "contactindex")]


def judged_long_ago(*requests: ConsultationRequest, **more: object) -> None:
    """Make requests spam since eight days."""
    long_ago = timezone.now() - timedelta(days=8)
    keys = [request.pk for request in requests]
    ConsultationRequest.objects.filter(pk__in=keys).update(status="spam", status_since=long_ago, **more)


def purge(*, dry_run: bool = False) -> list[str]:
    """Run the command, and return the references it names."""
    told = StringIO()
    call_command("purge_requests", dry_run=dry_run, stdout=told)
    return [line.split()[0] for line in told.getvalue().splitlines()]


@pytest.mark.django_db(transaction=True)
def test_what_was_purged_stays_unreadable_when_old_backups_are_restored(tmp_path: Path) -> None:
    kept, gone = make_request(name="Kept"), make_request(name="Gone")
    data, keys = dump(used_database(), tmp_path / "data", "-Fc", *LEFT_OUT), back_up()
    held = WrappedKey.objects.get(pk=gone.key_id)
    judged_long_ago(gone)
    assert purge(dry_run=True) == [gone.reference]
    assert ConsultationRequest.objects.count() == 2
    assert purge() == [gone.reference]
    assert [each.reference for each in Tombstone.objects.all()] == [gone.reference]
    ContactIndex.objects.all().delete()
    WrappedKey.objects.filter(purpose="request").delete()
    with connection.cursor() as cursor:  # the server is lost, and both backups are restored
        cursor.execute("DELETE FROM consultations_consultationrequest")
    bring_back(data, "consultations_consultationrequest")
    assert restore(keys) == 1, "a key that was purged does not come back, even within its days"
    assert ConsultationRequest.objects.get(pk=kept.pk).name == "Kept"
    with pytest.raises(MissingKeyError):
        assert ConsultationRequest.objects.get(pk=gone.pk).name
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        call_command("back_up_consultation_keys", stdout=StringIO())
    assert not keys.exists()
    files = b"".join(gzip.decompress(path.read_bytes()) for path in folder().iterdir()).decode()
    assert str(kept.key_id) in files
    assert str(held.pk) not in files
    assert bytes(held.wrapped).hex() not in files


def bring_back(data: Path, table: str) -> None:
    """Restore one table from a dump, with PostgreSQL's own tool."""
    chosen = connection.settings_dict
    named = {"-h": chosen["HOST"], "-p": chosen["PORT"], "-U": chosen["USER"] or "root"}
    server = [f"{name}{value}" for name, value in named.items() if value]
    restore_tool = [PROGRAMS / "pg_restore", *server, "--data-only", "-t", table, "-d", used_database(), data]
    # An older server knows not every setting that a newer dump begins with: that alone makes the tool complain.
    subprocess.run(restore_tool, check=False, stderr=subprocess.DEVNULL)


@pytest.mark.django_db
def test_a_request_goes_with_what_was_merged_into_it_and_a_legal_hold_on_one_keeps_all(ana: User) -> None:
    fine, stays, due = [make_request(phone=f"+120655501{number}") for number in (50, 51, 52)]
    duplicates = [make_request(phone="+12065550150"), make_request(phone="+12065550151")]
    for duplicate, into in zip(duplicates, (fine, stays), strict=True):
        with acts.changing(duplicate.pk, 1) as changed:
            acts.merge(changed, ana, into.reference)
    with acts.changing(duplicates[1].pk, 2) as changed:
        acts.hold(changed, ana, on=True, reason="Court order\0\n")
    judged_long_ago(fine, stays, due)
    named = [duplicates[0].reference, fine.reference, due.reference]
    assert purge(dry_run=True) == named
    assert purge() == named
    assert set(ConsultationRequest.objects.values_list("reference", flat=True)) == {
        stays.reference,
        duplicates[1].reference,
    }
    assert not WrappedKey.objects.filter(pk__in=[fine.key_id, due.key_id, duplicates[0].key_id]).exists()
    assert not ContactIndex.objects.filter(request__in=[fine.pk, due.pk, duplicates[0].pk]).exists()


@pytest.mark.django_db
def test_nothing_open_suspected_or_not_handed_over_goes_by_itself() -> None:
    made = {status: make_request() for status in ("new", "contacted", "scheduled", "quarantine", "declined", "held")}
    long_ago = timezone.now() - timedelta(days=4000)
    ConsultationRequest.objects.update(received_at=long_ago, status_since=long_ago)
    for name, request in made.items():
        changes = {"quarantine": {"quarantined": True}, "held": {"status": "declined", "legal_hold": True}}
        ConsultationRequest.objects.filter(pk=request.pk).update(**changes.get(name, {"status": name}))
    assert purge() == [made["declined"].reference]
    handed_over = timezone.now() - timedelta(days=31)
    ConsultationRequest.objects.filter(pk=made["scheduled"].pk).update(handed_over_at=handed_over)
    assert purge() == [made["scheduled"].reference]


@pytest.mark.django_db
def test_a_hold_that_comes_between_the_search_and_the_act_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from clinic.consultations import retention

    request, other = make_request(), make_request()
    judged_long_ago(request, other)
    stale = list(retention.due())
    ConsultationRequest.objects.filter(pk=request.pk).update(legal_hold=True)
    monkeypatch.setattr(retention, "due", lambda: stale)
    assert [purged.reference for purged in retention.purge()] == [other.reference]
    assert ConsultationRequest.objects.get() == request
