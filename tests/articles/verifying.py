"""The script that the docs give to readers."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parents[2] / "docs" / "verify_review.py"


@cache
def script() -> Any:
    """Load docs/verify_review.py."""
    spec = importlib.util.spec_from_file_location("verify_review", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
