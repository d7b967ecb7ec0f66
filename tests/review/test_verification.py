"""Who alters, drops or rewrites the record is found, and ordinary upkeep is not mistaken for that."""

import os
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from articles.models import SignOff
from articles.review.chains import heads
from articles.review.heads import heads_in, line_of
from articles.review.minor_edits import record_minor_edit, void_minor_edit
from articles.review.models import WarningText
from articles.review.urgent import put_warning, withdraw_page, withhold
from articles.review.verification import problems
from clinic import embedded
from tests.conftest import ProofSize
from tests.databases import dump, restore, used_database
from tests.review.clinic import Clinic


def fill(clinic: Clinic) -> None:
    """Write a row into each of the other tables."""
    draft = clinic.rewrite("The evidense words")
    clinic.sign()
    draft.get_latest_revision().publish()
    draft = clinic.rewrite("The evidence words")
    minor = record_minor_edit(draft.get_latest_revision(), clinic.editor, "A typo.")
    put_warning(clinic.fresh(), clinic.editor, WarningText.BEING_CHECKED)
    void_minor_edit(minor, clinic.reviewer, "No.")
    withhold(minor.to_edition, clinic.editor, "A mistake.")
    withdraw_page(clinic.fresh(), clinic.editor, "Out of date.")


def tamper(*statements: str) -> None:
    """Change the record as somebody can who owns the database: the triggers are off for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


REHASHED = """
UPDATE articles_withdrawal SET hash = encode(sha256(convert_to(jsonb_build_array(
    'articles_withdrawal', since, id, page_id, by_id, why, previous_hash)::text, 'UTF8')), 'hex')
"""
TAMPERINGS = {
    "a word of a signed edition": (
        """UPDATE articles_edition SET snapshot = replace(snapshot, 'evidense', 'evidence'),
        digest = encode(sha256(convert_to(replace(snapshot, 'evidense', 'evidence'), 'UTF8')), 'hex')
        WHERE number = 2""",
    ),
    "the reviewer's licence": ("UPDATE articles_signoff SET credential_number = 'forged'",),
    "the reason of a publication": ("UPDATE articles_publication SET reason = 'forged'",),
    "an older row gone": ("DELETE FROM articles_signoff WHERE id = (SELECT min(id) FROM articles_signoff)",),
    "a minor edit's place": ("UPDATE articles_minoredit SET made_at = now() - interval '1 year'",),
    "the pointer": ("UPDATE articles_currentedition SET edition_id = (SELECT min(id) FROM articles_edition)",),
    "an edition gone": ("DELETE FROM articles_edition WHERE number = 1",),
    "a trigger off": ("ALTER TABLE articles_signoff DISABLE TRIGGER articles_signoff_rules",),
}
ONLY_BY_HEADS = {
    "the last row gone": ("DELETE FROM articles_withdrawal",),
    "a whole chain rewritten": ("UPDATE articles_withdrawal SET why = 'forged'", REHASHED),
    "the last edition gone": (
        "DELETE FROM articles_withholding",
        "DELETE FROM articles_minoreditvoid",
        "DELETE FROM articles_minoredit",
        "DELETE FROM articles_editioncontributor WHERE edition_id = (SELECT max(id) FROM articles_edition)",
        "DELETE FROM articles_publication WHERE edition_id = (SELECT max(id) FROM articles_edition)",
        "DELETE FROM articles_edition WHERE id = (SELECT max(id) FROM articles_edition)",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_altered_is_named(clinic: Clinic, name: str) -> None:
    fill(clinic)
    assert problems(heads()) == []
    tamper(*TAMPERINGS[name])
    assert problems()


@pytest.mark.parametrize("name", ONLY_BY_HEADS)
def test_what_leaves_no_trace_in_the_database_is_found_by_the_log(clinic: Clinic, name: str, tmp_path: Path) -> None:
    fill(clinic)
    log = tmp_path / "log"
    log.write_text("".join(f"2026-11-23 INFO review.heads: {line_of(head)}\n" for head in heads()) + "another line\n")
    assert verify(log) == "The record holds."
    clinic.rewrite("More")
    clinic.sign()  # the record grows, and the older heads still hold
    assert verify(log) == "The record holds."
    tamper(*ONLY_BY_HEADS[name])
    with pytest.raises(CommandError, match="does not hold"):
        verify(log)


def test_a_head_that_this_key_has_not_signed_is_refused(clinic: Clinic, tmp_path: Path) -> None:
    lines = [line_of(head) for head in heads()]
    assert list(heads_in(lines)) == heads()
    log = tmp_path / "log"
    log.write_text(lines[0].replace("rows=1", "rows=2"))
    with pytest.raises(CommandError, match="not signed"):
        verify(log)


def purge_revisions(clinic: Clinic) -> None:
    call_command("purge_revisions", stdout=StringIO())


def deactivate_everybody(clinic: Clinic) -> None:
    for user in (clinic.reviewer, clinic.editor, clinic.author):
        user.is_active = False
        user.save()


def archive(clinic: Clinic) -> None:
    clinic.fresh().unpublish()


@pytest.mark.parametrize("upkeep", [purge_revisions, deactivate_everybody, archive])
def test_upkeep_leaves_the_record_whole(clinic: Clinic, upkeep: Callable[[Clinic], None]) -> None:
    clinic.rewrite("The second words")
    clinic.sign()
    clinic.fresh().get_latest_revision().publish()
    before = heads()
    upkeep(clinic)
    assert problems(before) == []
    assert SignOff.objects.count() == 2


@pytest.fixture
def elsewhere(tmp_path: Path, proof_size: ProofSize) -> Iterator[str]:
    """The address of an empty database: at full size one of a server that has just been made."""
    if proof_size == "full":
        with TemporaryDirectory(prefix="clinic-new-") as folder, embedded.server(Path(folder), throw_away=True) as new:
            yield new.url
        return
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute("CREATE DATABASE restored")
        yield make_conninfo(os.environ["DATABASE_URL"], dbname="restored")
        server.execute("DROP DATABASE restored WITH (FORCE)")


@pytest.mark.django_db(transaction=True)
def test_a_dump_restored_to_an_empty_server_leaves_the_record_whole(
    settings: Any, tmp_path: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    fill(Clinic())
    log = tmp_path / "log"
    log.write_text("".join(f"{line_of(head)}\n" for head in heads()))
    restore(dump(used_database(), tmp_path / "dump.sql", "--no-owner"), elsewhere)
    there = conninfo_to_dict(elsewhere)
    connection.close()
    with monkeypatch.context() as patch:
        for ours, theirs in (("NAME", "dbname"), ("HOST", "host"), ("PORT", "port"), ("USER", "user")):
            patch.setitem(connection.settings_dict, ours, there.get(theirs, connection.settings_dict[ours]))
        assert verify(log) == "The record holds."
        tamper(*ONLY_BY_HEADS["the last row gone"])
        with pytest.raises(CommandError, match="does not hold"):
            verify(log)
        connection.close()


def verify(log: Path) -> str:
    """Run the command and return what it says."""
    said = StringIO()
    call_command("verify_reviews", heads=str(log), stdout=said, stderr=StringIO())
    return said.getvalue().strip()
