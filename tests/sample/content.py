"""The sample site's content files, read as they lie in the repository."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parents[2] / "clinic" / "sample" / "content"
ARTICLES = sorted((CONTENT / "articles").glob("*.toml"))
CARE = sorted((CONTENT / "care").glob("*.toml"))  # conditions and services
CITATION = re.compile(r"\[\[([a-z0-9-]+)\]\]")
EMERGENCY_NUMBERS = re.compile(r"\b911\b|\b988\b|1-800-222-1222")
NOT_EVIDENCE = re.compile(
    r"\bcures?\b|\bcured\b|miracle|guarantee|side[- ]effect[- ]free|non-?addictive|game.chang|breakthrough"
    r"|\bsafe alternative|\bthe best\b|proven|less than opioids|\baddicts?\b|\babusers?\b",
    re.IGNORECASE,
)
NO_SOURCE = "No source in this library yet"
CHRONIC_PAIN_FINDINGS = {"ferraro2025", "orhurhu2019", "cohen2018"}


def load(path: Path) -> dict[str, Any]:
    """Parse one file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def linkable() -> set[str]:
    """Return the addresses that texts may link to."""
    pages = [f"/{page['slug']}/" for page in load(CONTENT / "pages.toml")["pages"]]
    lists = ["/articles/", "/team/", "/locations/", "/questions/", "/services/", "/conditions/"]
    care = [f"/{load(path)['kind']}s/{load(path)['slug']}/" for path in CARE]
    treatments = [f"/treatments/{row['slug']}/" for row in load(CONTENT / "library.toml")["treatments"]]
    return {*pages, *lists, *care, *treatments, *(f"/articles/{path.stem}/" for path in ARTICLES)}


def texts(value: Any) -> Iterator[str]:
    """Yield every text inside a value, whatever its depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def medical_texts(article: dict[str, Any]) -> Iterator[str]:
    """Yield what an article states: standfirst, takeaways, and the blocks whose text can carry a citation."""
    yield article["standfirst"]
    yield from article["takeaways"]
    for block in article["body"]:
        match block["type"]:
            case "rich_text":
                yield block["html"]
            case "safety_notice":
                yield block["text"]
            case "figure":
                yield block["caption"]
            case "myth_fact":
                yield block["fact"]
            case "table":
                yield from (cell for row in block["rows"] for cell in row[1:])
            case "comparison":
                yield from texts(block.get("notes", {}))
            case "questions":
                yield from (item["answer"] for item in block["items"])


def sentences(html: str) -> list[str]:
    """Split HTML into sentences, each with the citations that follow it."""
    plain = re.sub(r"<[^>]+>", " ", re.sub(r"<b>[^<]*</b>|</(p|li)>", "\n", html))
    return [part for part in re.split(r"\n|(?<=[.?!])\s+|(?<=\]\])\s+(?=[A-Z])", plain) if part.strip()]


def compared(block: dict[str, Any]) -> Iterator[str]:
    """Yield what a reader sees of a comparison: caption, names, and each cell as the library has it."""
    library = load(CONTENT / "library.toml")
    treatments = {treatment["slug"]: treatment for treatment in library["treatments"]}
    names = {aspect["key"]: aspect["name"] for aspect in library["aspects"]}
    yield block["caption"]
    yield from (treatments[slug]["name"] for slug in block["treatments"])
    yield from (names[key] for key in block["aspects"])
    yield from texts(block.get("notes", {}))
    for slug in block["treatments"]:
        for fact in treatments[slug]["facts"]:
            if fact["aspect"] in block["aspects"]:
                yield fact["html"] or NO_SOURCE


def words(article: dict[str, Any]) -> int:
    """Count the words that a reader sees from the standfirst to the last block."""
    shown = [article["standfirst"], *article["takeaways"]]
    hidden = {"type", "level", "anchor", "image", "kind", "notice"}
    for block in article["body"]:
        seen = (
            compared(block) if block["type"] == "comparison" else texts({k: block[k] for k in block if k not in hidden})
        )
        shown.extend(seen)
    return sum(len(re.sub(r"<[^>]+>", " ", CITATION.sub("", text)).split()) for text in shown)


def unsourced(html: str) -> list[str]:
    """Return the sentences that print a number, other than one to call, and name no source for it."""
    return [
        sentence
        for sentence in sentences(html)
        if re.search(r"\d", EMERGENCY_NUMBERS.sub("", CITATION.sub("", sentence))) and not CITATION.search(sentence)
    ]
