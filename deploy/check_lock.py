"""Check that requirements*.txt are what pyproject.toml asks for: everything pinned, in range, nothing left over.

Reads what is installed, so it needs no network. One line for each disagreement; exit status 1 if there is one.
"""  # noqa: INP001 -- a script

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Compare both lists."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [Requirement(line) for line in project["dependencies"]]
    dev = [Requirement(line) for line in project["optional-dependencies"]["dev"]]
    found = compare("requirements.txt", asked) + compare("requirements-dev.txt", asked + dev)
    for line in found:
        print(f"{line}; run make lock.")  # noqa: T201 -- a script
    sys.exit(bool(found))


def compare(name: str, asked: list[Requirement]) -> list[str]:
    """The disagreements between one list and what is asked."""
    pins = dict(re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;\\]+)", (ROOT / name).read_text(), re.MULTILINE))
    pinned = {canonicalize_name(package): Version(version) for package, version in pins.items()}
    out_of_range = [
        f"{name} pins {item.name} {pinned[key]}, and {item} is asked for"
        for item in asked
        if (key := canonicalize_name(item.name)) in pinned and pinned[key] not in item.specifier
    ]
    missing = closure(asked, every_machine=False) - pinned.keys()
    superfluous = pinned.keys() - closure(asked, every_machine=True)
    return [
        *out_of_range,
        *(f"{name} does not pin {package}" for package in sorted(missing)),
        *(f"{name} pins {package}, which nothing asks for" for package in sorted(superfluous)),
    ]


def closure(asked: list[Requirement], *, every_machine: bool) -> set[str]:
    """All packages needed by these; with every_machine also those that only other machines need."""
    done: set[tuple[str, str]] = set()
    todo = [(item, "") for item in asked]
    while todo:
        item, of_extra = todo.pop()
        if item.marker and not item.marker.evaluate({"extra": of_extra}):
            about_extra = "extra ==" in str(item.marker)
            if not every_machine or (about_extra and f'"{of_extra}"' not in str(item.marker)):
                continue
        name = str(canonicalize_name(item.name))
        for extra in ("", *item.extras):
            if (name, extra) in done:
                continue
            done.add((name, extra))
            try:
                todo += [(Requirement(line), extra) for line in requires(name) or []]
            except PackageNotFoundError:
                continue
    return {name for name, _extra in done}


if __name__ == "__main__":
    main()
