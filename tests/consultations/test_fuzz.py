"""No input makes a page of the public fail: every field, hidden ones as well, is given anything at all."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clinic.consultations.definitions import Definition, load_definition
from clinic.consultations.models import ConsultationRequest
from clinic.consultations.views import FORMS
from tests.consultations.answers import ADDRESSES, ANSWERS, hidden_fields, open_form
from tests.consultations.people import make_request
from tests.consultations.test_proofs import a_location

OTHER_FIELDS = {"token", "intent", "csrfmiddlewaretoken", "reference", "contact", "found"}
INTENTS = ["check", "send", "change", "move-slot", "cancel-slot", "withdraw", "withdraw-consent:voicemail", ""]


@pytest.fixture
def known_fields(client: Client, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, str]]:
    """Answers that each page takes, by its address. What stands around the forms is read once: it is not the matter."""
    place = a_location()
    a_location("Tacoma")
    kept: dict[str, Definition] = {}

    def load_once(request: HttpRequest, kind: str) -> Definition:
        if kind not in kept:
            kept[kind] = load_definition(request, kind)
        return kept[kind]

    for module in ("views", "change_views"):
        monkeypatch.setattr(f"clinic.consultations.{module}.load_definition", load_once)
    found = {ADDRESSES[kind]: {**ANSWERS[kind], **open_form(client, kind)} for kind in ADDRESSES}
    for address in list(ADDRESSES.values()):
        found[address]["location"] = str(place.pk)
    mine = {"reference": make_request().reference, "contact": "(206) 555-0142"}
    change = reverse("change_request")
    found[change] = {**mine, **hidden_fields(client.post(change, mine))}
    assert "found" in found[change]
    return found


@pytest.mark.django_db
def test_no_input_makes_a_form_fail(client: Client, known_fields: dict[str, dict[str, str]], proof_size: str) -> None:
    names = sorted(OTHER_FIELDS | {name for form in FORMS.values() for name in form.base_fields})
    words = st.one_of(st.text(max_size=60), st.text(st.characters(max_codepoint=127), max_size=2000))
    known = st.sampled_from(sorted({value for fields in known_fields.values() for value in fields.values()}))
    tried = 0

    @hypothesis_settings(
        max_examples=20_000 if proof_size == "full" else 40,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        address=st.sampled_from(sorted(known_fields)),
        fields=st.dictionaries(st.sampled_from(names), st.one_of(words, known), max_size=8),
        like_ours=st.booleans(),
        intent=st.sampled_from(INTENTS),
    )
    def ask(address: str, fields: dict[str, str], *, like_ours: bool, intent: str) -> None:
        nonlocal tried
        tried += 1
        given_fields = {"intent": intent, **(known_fields[address] if like_ours else {}), **fields}
        assert client.post(address, given_fields).status_code in (200, 429)

    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        ask()
    if proof_size == "full":
        print(f"{tried} inputs, none failed; {ConsultationRequest.objects.count()} of them were kept as requests")
