"""Structured data of the clinic's own pages: what is printed on them, in the schema.org vocabulary."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from articles.editions.freezing import plain_text
from clinic.core.frame import Frame, Link
from clinic.core.jsonld import Node, breadcrumbs, graph, node, organization, page_node
from clinic.core.opening_hours import Hours

if TYPE_CHECKING:
    from clinic.pages.location_reading import Place

# The names of schema.org's enumeration, whatever the language of the page.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def location_graph(
    place: "Place", title: str, description: str, trail: Sequence[Link], root_url: str, frame: Frame
) -> Node:
    """Return the graph of a location's page; ``trail`` ends in the page itself, ``root_url`` is scheme and host."""
    clinic = organization(frame, root_url)
    location, geo = place.location, None
    if location.latitude is not None and location.longitude is not None:
        geo = node("GeoCoordinates", latitude=float(location.latitude), longitude=float(location.longitude))
    more = node("MedicalClinic", email=location.email, geo=geo, hasMap=location.map_url)
    described = place_node(place, title, root_url, clinic) | more | _open(place)
    page = page_node("WebPage", description, trail, root_url, frame) | {"mainEntity": {"@id": described["@id"]}}
    return graph(page, described, breadcrumbs(trail, root_url), clinic)


def locations_graph(
    kind: str,
    description: str,
    places: "Sequence[Place]",
    trail: Sequence[Link],
    root_url: str,
    frame: Frame,
    *,
    hours: bool = False,
) -> Node:
    """Return the graph of a page of schema.org type ``kind`` that lists locations, with ``hours`` where it does too."""
    clinic = organization(frame, root_url)
    listed = [place_node(place, place.location.name, root_url, clinic) for place in places]
    if hours:
        listed = [described | _open(place) for described, place in zip(listed, places, strict=True)]
    page = page_node(kind, description, trail, root_url, frame)
    return graph(page, *listed, breadcrumbs(trail, root_url), clinic)


def place_node(place: "Place", name: str, root_url: str, clinic: Node | None) -> Node:
    """Describe what every list says of a location."""
    location, address = place.location, f"{root_url}{place.url}"
    return node(
        "MedicalClinic",
        id=f"{address}#location",
        name=name,
        url=address,
        telephone=location.phone,
        address=node(
            "PostalAddress",
            streetAddress=location.street_line,
            addressLocality=location.city,
            addressRegion=location.state,
            postalCode=location.postal_code,
            addressCountry="US",
        ),
        parentOrganization={"@id": clinic["@id"]} if clinic else None,
    )


def _open(place: "Place") -> Node:
    """Return when a location is open. A day without hours is closed, as the page says."""
    return node(
        "MedicalClinic",
        openingHoursSpecification=[
            _hours(hours, dayOfWeek=f"https://schema.org/{DAYS[day.number]}")
            for day in place.week
            for hours in day.hours
        ],
        specialOpeningHoursSpecification=[
            specification
            for days in place.announcements
            for specification in _special(days.hours, days.first.isoformat(), (days.last or days.first).isoformat())
        ],
    )


def _special(hours: Sequence[Hours], first: str, last: str) -> list[Node]:
    """Return what holds on special days. Without ``opens`` and ``closes`` the vocabulary reads: closed."""
    if not hours:
        return [node("OpeningHoursSpecification", validFrom=first, validThrough=last)]
    return [_hours(each, validFrom=first, validThrough=last) for each in hours]


def _hours(hours: Hours, **when: str) -> Node:
    """Return opening hours; closing before opening is on the next day, in the vocabulary as here."""
    return node("OpeningHoursSpecification", **when, opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}")


def questions_graph(
    groups: Sequence[Mapping[str, Any]], description: str, trail: Sequence[Link], root_url: str, frame: Frame
) -> Node:
    """Return the graph of a page of questions. Search engines show it no other way than any page: it is semantics."""
    questions = [
        node(
            "Question",
            name=item["question"],
            url=f"{root_url}{trail[-1].url}#{item['anchor']}",
            acceptedAnswer=node("Answer", text=plain_text(item["html"])),
        )
        for group in groups
        for item in group["items"]
    ]
    page = page_node("FAQPage", description, trail, root_url, frame) | {"mainEntity": questions}
    return graph(page, breadcrumbs(trail, root_url), organization(frame, root_url))
