"""docs/settings.md says what the settings read, no more and no less."""

import re
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from clinic.settings.environment import ROOT, Environment

LINE = re.compile(r"^\| `(?P<name>[A-Z_]+)` \| (?P<meaning>.+?) \| (?P<default>.*?) \|$", re.MULTILINE)


def shown(default: Any) -> str:
    """A field's default as the table prints it."""
    if default is PydanticUndefined:
        return "none: it has to be set"
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, Path):
        default = default.relative_to(ROOT)
    return f"`{default}`" if default not in ("", []) else "unset"


def table(heading: str) -> list[tuple[str, str, str]]:
    """The lines of the table under a heading."""
    section = (ROOT / "docs" / "settings.md").read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [(line["name"], line["meaning"], line["default"]) for line in LINE.finditer(section)]


def test_the_table_lists_every_variable_with_its_meaning_and_default() -> None:
    assert table("The site") == [
        (name.upper(), field.description, shown(field.default)) for name, field in Environment.model_fields.items()
    ]


def test_the_commands_read_the_variables_that_are_listed_for_them() -> None:
    sources = ["Makefile", "deploy/install", "deploy/find-chromium", "clinic/serve/address.py", "tests/conftest.py"]
    text = "".join((ROOT / source).read_text() for source in sources)
    listed = table("The commands")
    assert [name for name, _meaning, _default in listed] == ["HOST", "PORT", "PYTHON", "CHROMIUM", "PROOF_SIZE"]
    for name, _meaning, _default in listed:
        assert re.search(rf"\b{name}\b", text)
