"""Taking requests out of the inbox: the export, and what a person may ask about their own data."""

import time

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from clinic.accounts.models import User
from clinic.consultations.inbox.export import safe_cell
from clinic.consultations.models import AuditEntry, ConsultationRequest, Tombstone, WrappedKey
from tests.consultations.people import act, make_request

pytestmark = pytest.mark.django_db


def confirmed_by(method: str, browser: Client, user: User) -> None:
    """Note in the session, as allauth does, that somebody has just confirmed who they are."""
    session = browser.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def test_export_needs_its_own_permission_a_reason_and_a_fresh_second_factor(
    desk: Client, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_request(name='=HYPERLINK("x")', email="")
    address = reverse("intake_export")
    monkeypatch.setattr("clinic.consultations.inbox.export.record_apart", lambda *_args, **_more: None)
    assert desk.get(address).status_code == 403
    ana.user_permissions.add(Permission.objects.get(codename="export_requests"))
    assert b"1 request" in desk.get(address).content
    assert b"Say what it is for" in desk.post(address, {"reason": " "}).content
    away = desk.post(address, {"reason": "Yearly check"})
    assert away.url.startswith(reverse("mfa_reauthenticate"))
    assert not AuditEntry.objects.filter(action="exported").exists()
    confirmed_by("password", desk, ana)
    assert desk.post(address, {"reason": "Yearly check"}).status_code == 302, "a password is not a second factor"
    confirmed_by("mfa", desk, ana)
    table = desk.post(address, {"reason": "Yearly check"}).content.decode()
    assert "'=HYPERLINK" in table
    assert desk.post(address, {"reason": "Again"}).status_code == 302, "one confirmation serves one export"
    entry = AuditEntry.objects.get(action="exported")
    assert (entry.reason, entry.details) == ("Yearly check", {"count": 1})


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n="])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1+1").startswith("'")
    assert safe_cell("(206) 555-0142") == "(206) 555-0142"


def test_a_person_sees_corrects_and_erases_what_we_hold(desk: Client, ana: User) -> None:
    request = make_request(answers={"message": "Is there parking?"})
    act(desk, request, "note", text="Friendly")
    held = desk.post(reverse("intake_give_out", args=(request.pk,))).json()
    assert (held["name"], held["answers"]["message"]) == ("Sam Ortega", "Is there parking?")
    assert held["notes"][0]["text"] == "Friendly"
    correct = reverse("intake_correct", args=(request.pk,))
    assert b"Keep a phone number" in desk.post(correct, {"name": "Sam", "version": 2}).content
    desk.post(correct, {"name": "Sam Ortega-Lind", "phone": "206 555 0188", "email": "", "version": 2})
    fresh = ConsultationRequest.objects.get(pk=request.pk)
    assert (fresh.name, fresh.phone, fresh.email) == ("Sam Ortega-Lind", "+12065550188", "")
    assert "KC-" not in desk.get(desk.post(reverse("intake_search"), {"query": "2065550142"}).url).content.decode()
    erase = reverse("intake_erase", args=(request.pk,))
    act(desk, request, "hold", text="Court order")
    assert b"legal hold" in desk.post(erase, {"reason": "They asked"}).content
    act(desk, request, "release", text="Over")
    assert desk.post(erase, {"reason": "They asked"}).url.startswith(reverse("mfa_reauthenticate"))
    confirmed_by("mfa", desk, ana)
    desk.post(erase, {"reason": "They asked"})
    assert not ConsultationRequest.objects.exists()
    assert not WrappedKey.objects.filter(pk=request.key_id).exists()
    assert Tombstone.objects.get().reference == request.reference
    assert desk.get(reverse("intake_request", args=(request.pk,))).status_code == 404
