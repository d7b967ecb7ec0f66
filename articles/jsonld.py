"""Structured data of articles: what is visible on the page, in the schema.org vocabulary.

``reviewedBy``, ``lastReviewed`` and ``specialty`` belong to MedicalWebPage; a lapsed or missing review leaves them out.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from articles.editions.freezing import plain_text
from clinic.core.frame import Frame, Link
from clinic.core.jsonld import Node, breadcrumbs, graph, node, organization
from clinic.core.pictures import JPEG_WIDTHS, Picture, picture_url

if TYPE_CHECKING:
    from articles.reading import Byline, Reading
    from articles.sources import Source


# Facts that schema.org has a property for, by the key of their aspect.
DRUG_FACTS = {"mechanism": "mechanismOfAction", "how-given": "administrationRoute", "serious-risks": "warning"}


def article_graph(context: Mapping[str, Any], root_url: str, path: str) -> Node:
    """Return the graph of an article's page. ``context`` is that of ``reading_context``; ``root_url`` has no path."""
    reading: Reading = context["edition"]
    content, address = reading.content, f"{root_url}{path}"
    article = node(
        "Article",
        id=f"{address}#article",
        headline=content["title"],
        description=content["description"],
        inLanguage=content["language"],
        mainEntityOfPage={"@id": address},
        datePublished=reading.published.isoformat(),
        dateModified=reading.updated.isoformat(),
        image=_image(content["featured"], root_url),
        **_made_by(context, root_url),
    )
    return medical_page_graph(context, root_url, path, article)


def treatment_graph(context: Mapping[str, Any], root_url: str, path: str) -> Node:
    """Return the graph of a treatment's page: the drug, or class of drugs, as far as its printed facts tell of it."""
    reading: Reading = context["edition"]
    content, address = reading.content, f"{root_url}{path}"
    facts = {fact["key"]: plain_text(fact["html"]) for fact in content["facts"]}
    drug = node(
        "DrugClass" if content["is_class"] else "Drug",
        id=f"{address}#treatment",
        name=content["title"],
        description=plain_text(content["standfirst"]),
    )
    if not content["is_class"]:
        told = {name: facts.get(aspect, "") for aspect, name in DRUG_FACTS.items()}
        drug_class = node("DrugClass", name=content["drug_class"]) if content["drug_class"] else None
        drug |= node("Drug", drugClass=drug_class, legalStatus=content["schedule"], **told)
    return medical_page_graph(context, root_url, path, drug)


def comparison_graph(context: Mapping[str, Any], root_url: str, path: str) -> Node:
    """Return the graph of a page that compares treatments. Each of them is reviewed on its own, so the page is not."""
    frame: Frame = context["frame"]
    address = f"{root_url}{path}"
    return graph(
        node(
            "MedicalWebPage",
            id=address,
            url=address,
            name=context["title"],
            about=[
                node("DrugClass" if column.is_class else "Drug", name=column.name, url=f"{root_url}{column.url}")
                for column in context["comparison"].columns
            ],
            citation=_citations(context["sources"]),
        ),
        breadcrumbs([*context["trail"], Link(context["title"], path)], root_url),
        organization(frame, root_url),
    )


def medical_page_graph(context: Mapping[str, Any], root_url: str, path: str, entity: Node) -> Node:
    """Return a page that prints an edition, what it is about (``entity``), the way to it and the clinic."""
    frame: Frame = context["frame"]
    content, address = context["edition"].content, f"{root_url}{path}"
    clinic = organization(frame, root_url)
    of_page = {} if entity["@type"] == "Article" else _made_by(context, root_url)
    page = node(
        "MedicalWebPage",
        id=address,
        url=address,
        name=content["title"],
        description=content["description"],
        inLanguage=content["language"],
        mainEntity={"@id": entity["@id"]},
        **{"publisher": {"@id": clinic["@id"]} if clinic else None, **of_page},
        **_review(context, root_url),
    )
    return graph(page, entity, breadcrumbs([*frame.breadcrumbs, Link(content["title"], path)], root_url), clinic)


def _made_by(context: Mapping[str, Any], root_url: str) -> dict[str, Any]:
    """Return who wrote, edited and publishes it under which policies, and what it rests on."""
    frame: Frame = context["frame"]
    clinic = organization(frame, root_url)
    return {
        "author": [_person(byline, root_url) for byline in context["bylines"].get("author", [])],
        "editor": [_person(byline, root_url) for byline in context["bylines"].get("editor", [])],
        "publisher": {"@id": clinic["@id"]} if clinic else None,
        "publishingPrinciples": _policy(frame, "editorial_policy", root_url),
        "citation": _citations(context["sources"]),
    }


def _review(context: Mapping[str, Any], root_url: str) -> dict[str, Any]:
    review = context["review"]
    if review.status != "reviewed" or context.get("is_preview"):
        return {}
    return {
        "reviewedBy": node(
            "Person", name=review.reviewer, url=f"{root_url}{review.reviewer_url}" if review.reviewer_url else ""
        ),
        "lastReviewed": review.signed_on.isoformat(),
        "expires": review.valid_until.isoformat(),
    }


def _person(byline: "Byline", root_url: str) -> Node:
    return node(
        "Person",
        name=byline.name,
        honorificSuffix=byline.post_nominals,
        url=f"{root_url}{byline.url}" if byline.url else "",
    )


def _image(picture: Picture | None, root_url: str) -> Node | None:
    if picture is None:
        return None
    width = min(JPEG_WIDTHS[-1], picture["width"])
    return node(
        "ImageObject",
        url=f"{root_url}{picture_url(picture, width, 'jpg')}",
        caption=picture["alt"],
        creditText=picture["credit"],
    )


def _policy(frame: Frame, name: str, root_url: str) -> str:
    link = frame.policies.get(name)
    return f"{root_url}{link.url}" if link else ""


def _citations(sources: "list[Source]") -> list[Node]:
    return [
        node(
            "ScholarlyArticle" if source.doi_url else "CreativeWork",
            name=source.title,
            datePublished=str(source.year),
            sameAs=[address for address in (source.doi_url, source.pubmed_url) if address],
            url=source.url,
        )
        for source in sources
    ]
