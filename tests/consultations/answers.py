"""Filling in the public forms as a browser without JavaScript does."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

ADDRESSES = {
    "contact": "/contact/ask/",
    "consultation": "/consultation/request/",
    "referral": "/consultation/refer/",
    "insurance": "/insurance/check/",
}
PERSON = {"name": "Sam Ortega", "reach_by": "phone", "phone": "(206) 555-0142"}
ANSWERS: dict[str, dict[str, str]] = {
    "contact": {**PERSON, "topic": "Something else", "message": "Is there parking?"},
    "consultation": {**PERSON, "topic": "Pain", "emergency": "no", "adult": "yes", "state": "Washington"},
    "referral": {**PERSON, "topic": "Mood", "practice": "Family medicine, Tacoma", "initials": "A. B."},
    "insurance": {**PERSON, "topic": "A consultation", "carrier": "Example Mutual", "plan": "Silver"},
}


class _Fields(HTMLParser):
    """The hidden fields of a page's main form, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[str(given["name"])] = given.get("value") or ""


def hidden_fields(response: Any) -> dict[str, str]:
    """Return the hidden fields of a page."""
    parser = _Fields()
    parser.feed(response.content.decode())
    return {name: value for name, value in parser.hidden.items() if name != "csrfmiddlewaretoken"}


def open_form(client: Client, kind: str) -> dict[str, str]:
    """Open a form and return its hidden fields."""
    return hidden_fields(client.get(ADDRESSES[kind]))


def check(client: Client, kind: str, **changed: str) -> Any:
    """Fill the form in, a minute after opening it, and go on to "check your answers"."""
    fields = {**open_form(client, kind), **ANSWERS[kind], **changed, "intent": "check"}
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        return client.post(ADDRESSES[kind], fields)


def send(client: Client, kind: str, **changed: str) -> Any:
    """Walk the whole way and return the confirmation."""
    checked = hidden_fields(check(client, kind, **changed))
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        return client.post(ADDRESSES[kind], {**checked, "intent": "send"})
