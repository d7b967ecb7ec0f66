"""People, what entitles them, and their pages."""

from clinic.people.models.credential import Credential, CredentialKind
from clinic.people.models.disclosure import Disclosure
from clinic.people.models.pages import PersonPage, TeamPage
from clinic.people.models.person import Person

__all__ = ["Credential", "CredentialKind", "Disclosure", "Person", "PersonPage", "TeamPage"]
