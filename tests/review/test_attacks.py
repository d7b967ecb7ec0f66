"""Nobody puts words before a reader that no clinician has signed: not by any route, not in any disguise.

Each attack gets words into the site that must not be read; each route then tries to make them what readers get.
Whatever the route answers, an anonymous reader must not find them.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.conftest import ProofSize
from tests.review.attacks import ATTACKS, autosaved_by_a_stale_tab, unsigned
from tests.review.clinic import UNSIGNED, Clinic, read, read_all
from tests.review.routes import ROUTES, VIEWS, load_data

# The views end in the same save(): at small size these attacks go through them, at full size all do.
THROUGH_VIEWS = {unsigned, autosaved_by_a_stale_tab}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_no_route_puts_such_words_before_a_reader(
    clinic: Clinic, attack: Any, tmp_path: Path, proof_size: ProofSize
) -> None:
    attack(clinic)
    assert UNSIGNED not in read_all()
    leaks = []
    for route in ROUTES + (VIEWS if proof_size == "full" or attack in THROUGH_VIEWS else []):
        point = transaction.savepoint()
        route(clinic, tmp_path) if route is load_data else route(clinic)
        if UNSIGNED in (read_all() if proof_size == "full" else read()):
            leaks.append(route.__name__)
        transaction.savepoint_rollback(point)
    assert leaks == []
