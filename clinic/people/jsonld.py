"""A person, and the page about them, for search engines."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from clinic.core.frame import Frame, Link
from clinic.core.jsonld import Node, breadcrumbs, graph, node, organization
from clinic.core.pictures import JPEG_WIDTHS, picture_url
from clinic.people.models.credential import Credential, CredentialKind
from clinic.people.models.person import Person

# schema.org leaves credentialCategory open; these are the words its own examples and search engines use.
CATEGORIES = {CredentialKind.LICENCE: "license", CredentialKind.BOARD: "certification", CredentialKind.DEGREE: "degree"}


def profile_graph(person: Person, role: str, trail: Sequence[Link], root_url: str, frame: Frame) -> Node:
    """Return the graph of a person's page. ``trail`` ends in the page itself; ``root_url`` is scheme and host."""
    url, title = f"{root_url}{trail[-1].url}", trail[-1].title
    clinic = organization(frame, root_url)
    described = person_node(person, role, url, root_url, clinic)
    return graph(
        node("ProfilePage", id=url, url=url, name=title, mainEntity=described),
        breadcrumbs(trail, root_url),
        clinic,
    )


def person_node(person: Person, role: str, url: str, root_url: str, clinic: Node | None) -> Node:
    """Describe a person, whose page is at ``url``, with the credentials that hold today.

    Of a sample person nothing is claimed: neither credentials nor identifiers, and the description says, in the
    page's own words, that they are invented.
    """
    common = {
        "id": f"{url}#person",
        "name": person.name,
        "jobTitle": role,
        "url": url,
        "image": _portrait(person, root_url),
        "worksFor": {"@id": clinic["@id"]} if clinic else None,
    }
    if person.is_sample:
        return node("Person", **common, disambiguatingDescription=_("An invented person."))
    return node(
        "Person",
        **common,
        honorificSuffix=person.post_nominals,
        hasCredential=[_credential(credential) for credential in person.current_credentials],
        identifier=[
            *([node("PropertyValue", propertyID="ORCID", value=person.orcid)] if person.orcid else []),
            *([node("PropertyValue", propertyID="NPI", value=person.npi)] if person.npi else []),
        ],
        sameAs=person.orcid_url,
    )


def _credential(credential: Credential) -> Node:
    place = node("AdministrativeArea", name=credential.jurisdiction) if credential.jurisdiction else None
    return node(
        "EducationalOccupationalCredential",
        name=credential.title,
        credentialCategory=CATEGORIES.get(CredentialKind(credential.kind), ""),
        identifier=credential.number,
        recognizedBy=node("Organization", name=credential.issuer),
        validIn=place,
        expires=credential.valid_until.isoformat() if credential.valid_until else "",
    )


def _portrait(person: Person, root_url: str) -> str:
    picture = person.picture
    if picture is None:
        return ""
    return f"{root_url}{picture_url(picture, min(JPEG_WIDTHS[0], picture['width']), 'jpg')}"
