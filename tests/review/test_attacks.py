"""Nobody puts words before a reader that no clinician has signed: not by any route, not in any disguise.

Each attack gets words into the site that must not be read; each route then tries to make them what readers get.
Whatever the route answers, an anonymous reader must not find them.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.review import library_attacks
from tests.review.attacks import ATTACKS
from tests.review.clinic import UNSIGNED, Clinic, read, read_all
from tests.review.routes import ROUTES, VIEWS, load_data

# What an article prints is edited in all ways at once at small size, and in each alone at full size.
IS_FULL = os.environ.get("PROOF_SIZE") == "full"
ON_WHAT_IS_PRINTED = library_attacks.EACH if IS_FULL else library_attacks.AT_ONCE
TURNS = 5
EVERY = [*ATTACKS, *ON_WHAT_IS_PRINTED]


def routes_of(attack: Any) -> list[Any]:
    """Return the routes an attack takes. At small size the first takes all and reads all, and the others take turns."""
    every, turn = ROUTES + VIEWS, EVERY.index(attack)
    return every if IS_FULL or turn == 0 else every[turn % TURNS :: TURNS]


@pytest.mark.parametrize("attack", EVERY, ids=lambda attack: attack.__name__)
def test_no_route_puts_such_words_before_a_reader(clinic: Clinic, attack: Any, tmp_path: Path) -> None:
    attack(clinic)
    assert UNSIGNED not in read_all(clinic.path)
    leaks = []
    for route in routes_of(attack):
        point = transaction.savepoint()
        route(clinic, tmp_path) if route is load_data else route(clinic)
        if UNSIGNED in (read_all(clinic.path) if IS_FULL or attack is EVERY[0] else read(clinic.path)):
            leaks.append(route.__name__)
        transaction.savepoint_rollback(point)
    assert leaks == []
