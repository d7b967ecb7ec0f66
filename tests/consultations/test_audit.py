"""The audit only grows, is signed, and loses nothing to a rollback."""

import logging

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from clinic.consultations.audit import record, record_apart, seal
from clinic.consultations.models import Action, AuditEntry, AuditSeal, Consent, Tombstone
from clinic.consultations.services import ConsentGiven
from tests.consultations.people import make_request


@pytest.mark.django_db
@pytest.mark.parametrize("model", [AuditEntry, AuditSeal, Consent, Tombstone])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_postgresql_refuses_to_change_the_record(model: type, statement: str) -> None:
    make_request(consents=(_voicemail(),))
    seal()
    Tombstone.objects.create(reference="KC-2222-2222", kind="contact", status="spam", received_at="2026-01-01T00:00Z")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))  # type: ignore[attr-defined]  # every model has _meta


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_written_down_although_what_failed_is_rolled_back() -> None:
    with transaction.atomic():
        record(Action.VIEWED)
        record_apart(Action.REFUSED, what="list")
        transaction.set_rollback(True)
    assert list(AuditEntry.objects.values_list("action", "details")) == [("refused", {"what": "list"})]


@pytest.mark.django_db(transaction=True)
def test_a_changed_or_missing_entry_is_found_out_and_each_head_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "clinic.audit")
    for _ in range(2):
        record(Action.VIEWED)
        record(Action.SEARCHED, found=3)
        seal()
    record(Action.VIEWED)
    assert seal()
    assert seal() is None, "nothing new"
    heads = list(AuditSeal.objects.values_list("signature", flat=True))
    assert [any(head in line for line in caplog.messages) for head in heads] == [True] * 3
    call_command("seal_audit", check=True)
    second, fourth = AuditEntry.objects.all()[1], AuditEntry.objects.all()[3]
    for statement, about in (
        ("UPDATE consultations_auditentry SET details = '{}' WHERE id = %s", [second.pk]),
        ("DELETE FROM consultations_auditentry WHERE id = %s", [fourth.pk]),
        ("UPDATE consultations_auditseal SET signature = digest", []),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # what somebody with the server can do
            cursor.execute(statement, about)
            with pytest.raises(CommandError, match="not"):
                call_command("seal_audit", check=True)
            transaction.set_rollback(True)


def _voicemail() -> ConsentGiven:
    return ConsentGiven("voicemail", "You may leave a voicemail.", "2026-11")
