"""The sample people, their accounts and their pages."""

from typing import Any

from clinic.accounts.models import User
from clinic.accounts.roles import INTAKE_STAFF, SITE_MANAGERS
from clinic.accounts.services import make_sample_account
from clinic.people.models import Credential, Disclosure, Person, PersonPage
from clinic.sample import content
from clinic.sample.state import Loaded
from clinic.sample.structure import publish

# Accounts without a person: those who never stand in a byline.
STAFF = (
    ("Intake Sample", "intake.sample@example.org", INTAKE_STAFF),
    ("Manager Sample", "manager.sample@example.org", SITE_MANAGERS),
)


def load_people(loaded: Loaded) -> None:
    """Make everybody, with credentials and disclosures, and the accounts."""
    loaded.people = {row["key"]: _person(row, loaded) for row in content.read("people")["people"]}
    for name, email, group in STAFF:
        _account(name, email, [group], loaded)


def load_profiles(loaded: Loaded) -> None:
    """Publish everybody's page."""
    for row in content.read("people")["people"]:
        person = loaded.people[row["key"]]
        page = PersonPage(
            title=person.printed_name,
            slug=row["name"].lower().replace(" ", "-"),
            person=person,
            role=row["role_on_page"],
            biography=row["biography"],
            search_description=f"{person.printed_name}: {row['role_on_page']}.",
        )
        publish(loaded.site.team, page)


def _account(name: str, email: str, groups: list[str], loaded: Loaded) -> User:
    access = make_sample_account(email=email, name=name, groups=groups)
    loaded.ways_in.append((", ".join(groups), access))
    return User.objects.get(email=access.email)


def _person(row: dict[str, Any], loaded: Loaded) -> Person:
    person = Person.objects.create(
        name=row["name"],
        post_nominals=row["post_nominals"],
        job_title=row["job_title"],
        specialties=", ".join(row["specialties"]),
        portrait=loaded.images.get(row.get("portrait", "")),
        user=_account(row["name"], row["email"], row["groups"], loaded) if row["groups"] else None,
        is_sample=True,
    )
    for credential in row["credentials"]:
        Credential.objects.create(person=person, **credential)
    for disclosure in row["disclosures"]:
        Disclosure.objects.create(person=person, **disclosure)
    return person
