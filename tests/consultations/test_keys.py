"""What is sealed opens in its own place with its own key alone; keys are rotated, backed up and destroyed."""

import os
from base64 import urlsafe_b64decode
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import LazySettings
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from clinic.consultations.data_keys import index_key, make_data_key, open_data_key, ring
from clinic.consultations.encryption import DataKey, seal, unseal
from clinic.consultations.key_backup import back_up, folder, restore
from clinic.consultations.keyring import DecryptionError, KeyRing, MissingKeyError, place, read_keys
from clinic.consultations.models import ConsultationRequest, WrappedKey
from clinic.consultations.references import ALPHABET, new_reference, read_reference
from clinic.consultations.rotation import left_under, rewrap_batches
from clinic.first_run import new_consultation_key
from tests.consultations.people import make_request

WHERE = place("requests", "1", "name")


def new_ring(*older: bytes) -> KeyRing:
    return KeyRing((urlsafe_b64decode(new_consultation_key() + "="), *older))


def test_a_sealed_value_opens_only_whole_and_in_its_place() -> None:
    key = DataKey.new(uuid4())
    sealed = seal(key, WHERE, "Sam Ortega")
    assert unseal(key, WHERE, sealed) == "Sam Ortega"
    assert seal(key, WHERE, "Sam Ortega") != sealed, "the same words never look alike"
    flipped = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    cut = [sealed[:length] for length in range(len(sealed))]
    for wrong in (*flipped, *cut, sealed + b"\0"):
        with pytest.raises(DecryptionError):
            unseal(key, WHERE, wrong)
    for elsewhere in (place("notes", "1", "name"), place("requests", "2", "name"), place("requests", "1", "email")):
        with pytest.raises(DecryptionError):
            unseal(key, elsewhere, sealed)
    with pytest.raises(DecryptionError):
        unseal(DataKey(key.id, os.urandom(32)), WHERE, sealed)


def test_keys_are_read_from_a_line_or_a_file_newest_first(tmp_path: Path) -> None:
    newer, older = new_consultation_key(), new_consultation_key()
    file = tmp_path / "keys"
    file.write_text(f"{newer}\n{older}\n")
    assert read_keys(f"file:{file}") == read_keys(f"{newer}, {older}")
    assert read_keys(f"{newer},{older}").newest_id == read_keys(newer).newest_id
    with pytest.raises(ValueError, match="twice"):
        read_keys(f"{newer} {newer}")


def test_a_reference_with_one_wrong_or_two_exchanged_characters_is_noticed() -> None:
    reference = new_reference()
    plain = reference.removeprefix("KC-").replace("-", "")
    assert read_reference(f" kc {plain.lower()} ") == reference == read_reference(plain)
    wrong = [plain[:at] + other + plain[at + 1 :] for at in range(8) for other in ALPHABET if other != plain[at]]
    exchanged = [
        "".join(plain[{one: two, two: one}.get(at, at)] for at in range(8)) for one in range(8) for two in range(one)
    ]
    assert not [each for each in (*wrong, *exchanged) if each != plain and read_reference(each)]
    assert [read_reference(each) for each in ("", "KC-", "0O1I-LLLL", "ü" * 8, plain * 2)] == [None] * 5


@pytest.mark.django_db
def test_a_value_moved_to_another_field_or_row_raises_and_is_never_shown() -> None:
    mine, other = make_request(name="Sam Ortega", phone="+12065550142"), make_request(name="Someone else")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE consultations_consultationrequest SET name = phone WHERE id = %s", [mine.pk])
    with pytest.raises(DecryptionError):
        assert ConsultationRequest.objects.get(pk=mine.pk).name
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:  # not even stored
        cursor.execute(
            "UPDATE consultations_consultationrequest AS mine SET name = other.name"
            " FROM consultations_consultationrequest AS other WHERE other.id = %s AND mine.id <> other.id",
            [other.pk],
        )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE consultations_consultationrequest SET name = repeat('plain words ', 9)::bytea")


@pytest.mark.django_db
def test_a_sealed_field_is_never_written_in_plain_nor_looked_up() -> None:
    request = make_request(name="Sam Ortega")
    with pytest.raises(TypeError):
        ConsultationRequest.objects.update(name="Sam")
    with pytest.raises(FieldError):
        ConsultationRequest.objects.filter(name="Sam Ortega").exists()
    assert "Sam" not in repr(request) + str(request) + repr(request.data_key)


@pytest.mark.django_db
def test_a_missing_or_wrong_key_encryption_key_raises(settings: LazySettings) -> None:
    request = make_request(name="Sam Ortega")
    settings.CONSULTATION_KEYS = new_ring()
    fresh = ConsultationRequest.objects.get(pk=request.pk)
    with pytest.raises(MissingKeyError):
        assert fresh.name
    with pytest.raises(MissingKeyError):
        index_key()


@pytest.mark.django_db
def test_no_second_index_key_is_made_once_one_is_in_use() -> None:
    make_request()
    WrappedKey.objects.filter(purpose="index").delete()
    with pytest.raises(MissingKeyError):
        index_key()


@pytest.mark.django_db(transaction=True)
def test_rotation_can_be_killed_half_way_and_goes_on_until_no_old_key_is_left(settings: LazySettings) -> None:
    request = make_request(name="Sam Ortega")
    for _ in range(9):
        make_data_key()
    old = ring()
    settings.CONSULTATION_KEYS = new_ring(*old.secrets)
    next(rewrap_batches(batch=4))  # and then the process is gone
    assert left_under() == {old.newest_id: 7}
    assert make_request(name="Meanwhile").name == "Meanwhile"
    settings.CONSULTATION_KEYS = KeyRing(settings.CONSULTATION_KEYS.secrets[:1])
    with pytest.raises(CommandError, match="rewrapped; then"):
        call_command("rotate_consultation_keys")
    settings.CONSULTATION_KEYS = KeyRing((*settings.CONSULTATION_KEYS.secrets, *old.secrets))
    call_command("rotate_consultation_keys")
    settings.CONSULTATION_KEYS = KeyRing(settings.CONSULTATION_KEYS.secrets[:1])  # the old one is taken out
    assert left_under() == {}
    assert ConsultationRequest.objects.get(pk=request.pk).name == "Sam Ortega"


@pytest.mark.django_db(transaction=True)
def test_the_backup_of_keys_brings_back_what_is_there_and_is_gone_after_its_days(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    request = make_request(name="Sam Ortega")
    lost = make_data_key()
    backup = back_up()
    assert backup.stat().st_mode & 0o077 == 0
    WrappedKey.objects.all().delete()
    with pytest.raises(MissingKeyError):
        open_data_key(request.key_id)
    assert restore(backup) == 2, "the request's key and the index's, and none that no request has"
    assert ConsultationRequest.objects.get(pk=request.pk).name == "Sam Ortega"
    assert not WrappedKey.objects.filter(pk=lost.id).exists()
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        back_up()
    assert not backup.exists()
    assert len(list(folder().iterdir())) == 1
