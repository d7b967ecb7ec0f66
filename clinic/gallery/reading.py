"""The states of the components of a text that is read, and of the blocks it is made of."""

from typing import Any

from articles.reading import ContentsEntry
from articles.review.differences import Change, Piece
from clinic.core.frame import Frame
from clinic.core.pictures import Picture
from clinic.gallery import values
from clinic.gallery.components import States
from clinic.gallery.values import (
    CITED,
    CITED_AGAIN,
    CITED_THRICE,
    CLAIMS,
    DAY,
    LATER,
    LONG,
    RICH,
    SENTENCES,
    SUPERSEDED,
    html,
)

FIFTY = 50
FACT = {"html": CITED, "strength": "low", "strength_label": "Low certainty"}
CORRECTION = {
    "noted_on": "2026-06-01",
    "severity_label": "Fact: something was wrong or missing",
    "was_wrong": "It said half.",
    "now_says": "It says a third.",
}


def texts(picture: Picture | None) -> dict[str, States]:
    """Return the states of what a text prints around its body."""
    contents = [ContentsEntry("A section", "one", [ContentsEntry("A part", "two")]), ContentsEntry(LONG, "three")]
    return {
        "trust_line.html": {
            name: _trusted(claim, picture) for name, claim in {**CLAIMS, "superseded": SUPERSEDED}.items()
        }
        | {"nobody named": {"review": values.UNREVIEWED, "bylines": {}, "dates": {}}},
        "byline.html": {
            "full": {
                "name": "Ada Sample",
                "post_nominals": "RN",
                "url": "/team/",
                "portrait": picture,
                "detail": "Nurse",
            },
            "a sample": {"name": "Ada Sample", "sample": True},
            "long": {"name": LONG},
        },
        "review_notice.html": {name: {"review": CLAIMS[name]} for name in ("lapsed", "unreviewed")},
        "review_word.html": {name: {"review": claim} for name, claim in CLAIMS.items()},
        "urgent.html": {
            "a warning": {
                "edition": {"warning": {"text": "This text is being checked.", "note": SENTENCES, "since": LATER}}
            },
            "a retracted source": {"edition": {"retracted": [LONG]}},
        },
        "status.html": {"off-label": {"status": [{"treatment": "A treatment", "html": CITED}]}, "nothing": {}},
        "contents.html": {"to open": {"contents": contents}, "nothing": {}},
        "contents_aside.html": {"beside the text": {"contents": contents}},
        "contents_list.html": {"two levels": {"items": contents}},
        "to_top.html": {"as it is": {}},
        "sources.html": {
            "one": {"sources": [values.source()]},
            "retracted, cited often": {
                "sources": [values.source(retracted=True, citations=[f"cite-1-{nth}" for nth in range(1, 9)])]
            },
            "a page, never cited": {
                "sources": [values.source(doi_url="", url="https://www.example.org/", citations=[], kind_label="")]
            },
            "fifty": {"sources": [values.source(number) for number in range(1, FIFTY + 1)]},
        },
        "corrections.html": {"two": {"corrections": [CORRECTION, {**CORRECTION, "was_wrong": SENTENCES}]}},
        "changes.html": {"each kind": {"changes": [_changed()]}},
        "pieces.html": {"each kind": {"pieces": _changed().pieces}},
        "cite.html": {
            "current": {"citation": values.citation(), "path": "/articles/a-title/"},
            "superseded, seven authors": {"citation": values.citation(names=("Ada Sample",) * 7, title=LONG)},
            "a draft": {},
        },
        "about_edition.html": {
            **{name: _about(claim) for name, claim in {**CLAIMS, "superseded": SUPERSEDED}.items()},
            "spelling corrected since": {**_about(values.REVIEWED), "edition": {"number": 4}},
            "a draft": {"content": {}, "review": values.UNREVIEWED, "edition": {}, "frame": Frame()},
        },
        "call_to_action.html": {
            kind: {"kind": kind, "heading": "Talk to us", "text": SENTENCES, "frame": values.frame(), "more": True}
            for kind in ("consultation", "insurance", "phone")
        }
        | {"a clinic without telephone or pages": {"kind": "phone", "heading": "Talk to us", "frame": Frame()}},
        "strength.html": {
            label: {"strength": strength, "label": label}
            for strength, label in {
                "high": "High certainty",
                "moderate": "Moderate certainty",
                "low": "Low certainty",
                "very-low": "Very low certainty",
            }.items()
        },
        "explanations.html": {
            "two": {"glossary": [{"term": "A term", "html": CITED}, {"term": LONG, "html": SENTENCES}]}
        },
        "notice.html": {level: _notice(level) for level in ("info", "warning", "emergency")},
        "figure.html": {
            "full": {"picture": picture, "caption": CITED, "css_class": "figure", "frame": values.frame()},
            "missing": {"picture": None},
        },
        "picture.html": {"a picture": {"picture": picture, "alt": "", "sizes": "10rem", "src": "", "sources": []}},
        "comparison.html": {"each kind of cell": _compared()},
        "blocks.html": {"two": {"blocks": [{"type": "rich_text", "html": RICH}, {"type": "heading", **_heading(2)}]}},
    }


def blocks(picture: Picture | None) -> dict[str, States]:
    """Return the states of the blocks of a body, each the value of ``block``."""
    cells = [["An aspect", CITED], ["Another", ""]]
    found: dict[str, dict[str, Any]] = {
        "heading": {f"level {level}": _heading(level) for level in (2, 3, 4)},
        "rich_text": {"rich": {"html": RICH}, "long words": {"html": f"<p>{LONG * 2}</p>"}},
        "safety_notice": {level: _notice(level) for level in ("warning", "emergency")},
        "notice": {"info": _notice("info"), "without a heading": {**_notice("info"), "heading": ""}},
        "myth_fact": {"a pair": {"myth": SENTENCES, "html": RICH}},
        "questions": {
            "named": {"heading": "What people ask", "anchor": "asked", "items": [{"question": LONG, "html": RICH}]},
            "unnamed": {"items": [{"question": "Is it so?", "html": f"<p>{CITED}</p>"}]},
        },
        "quote": {"signed": {"text": SENTENCES, "attribution": "Somebody"}, "unsigned": {"text": "Short."}},
        "call_steps": {"two": {"steps": [{"title": "You call", "text": SENTENCES}, {"title": LONG}]}},
        "call_to_action": {"insurance": {"kind": "insurance", "heading": "Ask us", "text": ""}},
        "table": {
            "named": {"caption": LONG, "row_headers": True, "columns": ["Aspect", "A treatment"], "rows": cells},
            "unnamed": {"columns": ["One", "Two"], "rows": cells},
        },
        "comparison": {"each kind of cell": {**_compared(), "treatments": _compared()["columns"]}},
        "figure": {"withheld": {"withheld": True}, "shown": {"picture": picture}},
    }
    frame = values.frame()
    return {
        f"{name}.html": {state: {"block": block, "frame": frame} for state, block in states.items()}
        for name, states in found.items()
    }


def _trusted(claim: Any, picture: Picture | None) -> dict[str, Any]:
    return {
        "review": claim,
        "bylines": {"author": [values.byline(picture), values.byline(url="")], "editor": [values.byline(name=LONG)]},
        "dates": {"published": DAY, "updated": LATER},
        "reading_minutes": 7,
        "record_url": "/articles/a-title/record/",
    }


def _about(claim: Any) -> dict[str, Any]:
    people = [
        {"name": "Ada Sample", "post_nominals": "RN", "disclosures": [{"text": "Nothing to disclose."}]},
        {"name": "Bo Sample"},
    ]
    return {
        "content": {"contributors": people, "disclosure": "Nobody paid for this text.", "corrections": [CORRECTION]},
        "review": claim,
        "edition": {"number": 3},
        "record_url": "/articles/a-title/record/",
        "path": "/articles/a-title/",
        "superseded_on": LATER if claim.status == "superseded" else None,
        "citation": values.citation(),
        "frame": values.frame(),
    }


def _notice(level: str) -> dict[str, Any]:
    return {"level": level, "heading": "What must not be missed", "html": html(f"<p>{SENTENCES}</p>")}


def _heading(level: int) -> dict[str, Any]:
    return {"level": level, "text": LONG, "anchor": f"heading-{level}"}


def _changed() -> Change:
    pieces = [Piece("same", "The dose is"), Piece("removed", "low"), Piece("added", "high"), Piece("same", "for most.")]
    return Change("Text", "A section", "changed", pieces)


def _compared() -> dict[str, Any]:
    columns = [
        {"name": "A treatment", "url": "/treatments/", "published": True, "review": values.REVIEWED},
        {"name": "Another", "published": True},
        {"name": "One to come", "published": False},
    ]
    rows = [
        {"aspect": "What it costs", "cells": [FACT, None, None], "note": CITED_AGAIN},
        {"aspect": LONG, "cells": [{**FACT, "html": SENTENCES}, {**FACT, "html": CITED_THRICE}, None], "note": ""},
    ]
    return {"caption": "Treatments side by side", "columns": columns, "rows": rows}
