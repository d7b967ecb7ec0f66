"""Structured data for search engines: schema.org nodes as plain dicts, empty values left out."""

from collections.abc import Sequence
from typing import Any

from clinic.core.frame import Frame, Link

Node = dict[str, Any]

CONTEXT = "https://schema.org"


def node(kind: str, **properties: Any) -> Node:
    """Return a node of a schema.org type without its empty properties; ``id`` becomes ``@id``."""
    found = {
        "@id" if name == "id" else name: value for name, value in properties.items() if value not in (None, "", [])
    }
    return {"@type": kind, **found}


def graph(*nodes: Node | None) -> Node:
    """Return one document of the given nodes, those that are None left out."""
    return {"@context": CONTEXT, "@graph": [item for item in nodes if item]}


def breadcrumbs(links: Sequence[Link], root_url: str) -> Node | None:
    """Return the way to a page, itself last; None where it stands alone. ``root_url`` is scheme and host."""
    if len(links) < 2:
        return None
    steps = [
        node("ListItem", position=position, name=link.title, item={"@id": f"{root_url}{link.url}"})
        for position, link in enumerate(links, start=1)
    ]
    return node("BreadcrumbList", itemListElement=steps)


def organization(frame: Frame, root_url: str) -> Node | None:
    """Return the clinic; None until it has a name."""
    if frame.texts is None:
        return None
    corrections = frame.policies.get("corrections_policy")
    return node(
        "MedicalClinic",
        id=f"{root_url}/#clinic",
        name=frame.texts.clinic_name,
        url=f"{root_url}{frame.home_url}",
        telephone=frame.settings.phone if frame.settings else "",
        email=frame.settings.email if frame.settings else "",
        correctionsPolicy=f"{root_url}{corrections.url}" if corrections else "",
    )


def page_node(kind: str, description: str, trail: Sequence[Link], root_url: str, frame: Frame) -> Node:
    """Return the node of a page that is of schema.org type ``kind``; ``trail`` ends in the page itself."""
    address = f"{root_url}{trail[-1].url}"
    clinic = organization(frame, root_url)
    return node(
        kind,
        id=address,
        url=address,
        name=trail[-1].title,
        description=description,
        inLanguage=frame.pages.language,
        publisher={"@id": clinic["@id"]} if clinic else None,
    )


def page_graph(kind: str, description: str, trail: Sequence[Link], root_url: str, frame: Frame) -> Node:
    """Return the graph of a page about which there is no more to say."""
    page = page_node(kind, description, trail, root_url, frame)
    return graph(page, breadcrumbs(trail, root_url), organization(frame, root_url))
