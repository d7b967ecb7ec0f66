"""Reading the sample site's words: TOML files in which blocks are tables and sources are cited as [[key]]."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"

_CITED = re.compile(r"\[\[([\w-]+)\]\]")
_LINK = re.compile(r'<a href="(/[^"]*)">')


@cache
def read(name: str) -> dict[str, Any]:
    """Return one content file, named without its ending."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def articles() -> list[dict[str, Any]]:
    """Return the articles, in the order of their file names."""
    return [read(f"articles/{path.stem}") for path in sorted((CONTENT / "articles").glob("*.toml"))]


def care() -> list[dict[str, Any]]:
    """Return the conditions, then the services, in the order of their file names."""
    return [read(f"care/{path.stem}") for path in sorted((CONTENT / "care").glob("*.toml"))]


@dataclass
class Resolver:
    """Turns what content files name into what the database holds.

    ``references``: key to (id, short name); ``pages``: address to page id; ``images`` and ``notices``: name to id;
    ``treatments``: slug to page id.
    """

    references: Mapping[str, tuple[int, str]]
    images: Mapping[str, int]
    notices: Mapping[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    treatments: dict[str, int] = field(default_factory=dict)

    def html(self, text: str) -> str:
        """Return rich text in the form in which Wagtail stores it. Raises KeyError for an unknown source."""
        return _LINK.sub(self._link, _CITED.sub(self._citation, text))

    def stream(self, blocks: list[dict[str, Any]]) -> str:
        """Return a body as StreamField JSON. Raises KeyError for an unknown block, source or picture."""
        return json.dumps([self._block({**block}) for block in blocks])

    def list_of(self, name: str, texts: list[str]) -> str:
        """Return lines of rich text as StreamField JSON of one kind of block."""
        return json.dumps([{"type": name, "value": f"<p>{self.html(text)}</p>"} for text in texts])

    def _citation(self, match: re.Match[str]) -> str:
        reference_id, short_name = self.references[match[1]]
        return f'<a linktype="reference" id="{reference_id}">[{short_name}]</a>'

    def _link(self, match: re.Match[str]) -> str:
        return f'<a linktype="page" id="{self.pages[match[1]]}">'

    def _block(self, block: dict[str, Any]) -> dict[str, Any]:
        kind = block.pop("type")
        make: Callable[[dict[str, Any]], Any] = getattr(self, f"_{kind}", self._plain)
        return {"type": kind, "value": make(block)}

    def _plain(self, block: dict[str, Any]) -> dict[str, Any]:
        """Resolve every text, at any depth."""
        return {key: self._resolved(value) for key, value in block.items()}

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.html(value)
        if isinstance(value, list):
            return [self._resolved(item) for item in value]
        return self._plain(value) if isinstance(value, dict) else value

    def _rich_text(self, block: dict[str, Any]) -> str:
        return self.html(block["html"])

    def _heading(self, block: dict[str, Any]) -> dict[str, Any]:
        return {"anchor": "", **block, "level": str(block["level"])}

    def _figure(self, block: dict[str, Any]) -> dict[str, Any]:
        return {"image": self.images[block["image"]], "alt": "", "caption": self.html(block.get("caption", ""))}

    def _notice(self, block: dict[str, Any]) -> dict[str, Any]:
        return {"notice": self.notices[block["notice"]]}

    def _table(self, block: dict[str, Any]) -> dict[str, Any]:
        return {
            "row_headers": block.get("row_headers", True),
            "table": {
                "caption": block["caption"],
                "columns": [{"type": "text", "heading": heading} for heading in block["columns"]],
                "rows": [{"values": [f"<p>{self.html(cell)}</p>" for cell in row]} for row in block["rows"]],
            },
        }

    def _comparison(self, block: dict[str, Any]) -> dict[str, Any]:
        notes = block.get("notes", {})
        return {
            "caption": block["caption"],
            "treatments": [self.treatments[slug] for slug in block["treatments"]],
            "aspects": block["aspects"],
            "notes": [{"aspect": aspect, "text": f"<p>{self.html(text)}</p>"} for aspect, text in notes.items()],
        }
