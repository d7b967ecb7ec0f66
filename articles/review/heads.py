"""Signed chain heads: what the log remembers of the record, so that the database cannot forget it.

A head names the last row of a chain. It is signed with a key that the database does not hold (REVIEW_KEY), so nobody
who rewrites a chain can write heads to go with it, and those in the log stay what they were.
"""

import hashlib
import hmac
import logging
import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.cache import cache

from articles.review.chains import Head, heads

logger = logging.getLogger("review.heads")

_LINE = re.compile(
    r"chain-head v1 (?P<table>\w+) page=(?P<page>\d+) rows=(?P<rows>\d+) last=(?P<last>\d+)"
    r" hash=(?P<hash>[0-9a-f]{64}) mac=(?P<mac>[0-9a-f]{64})"
)
_TOLD = "review.heads.told"


class ForgedHeadError(Exception):
    """A line is no head that this key has signed; the message quotes its beginning."""


def line_of(head: Head) -> str:
    """Return the signed line of a head."""
    words = f"chain-head v1 {head.table} page={head.page} rows={head.rows} last={head.last} hash={head.hash}"
    return f"{words} mac={_mac(words)}"


def heads_in(lines: Iterable[str]) -> Iterator[Head]:
    """Return the heads that stand in lines of a log; lines without one are passed over. Raises ForgedHeadError."""
    for line in lines:
        match = _LINE.search(line)
        if match is None:
            if "chain-head v1" in line:
                raise ForgedHeadError(line.strip()[:80])
            continue
        words, _space, _mac_word = match[0].rpartition(" ")
        if not hmac.compare_digest(_mac(words), match["mac"]):
            raise ForgedHeadError(words[:80])
        yield Head(match["table"], int(match["page"]), int(match["rows"]), int(match["last"]), match["hash"])


def log_heads() -> list[str]:
    """Write the heads of the chains that have grown since this process last did so to the log, and return the lines."""
    told: dict[str, str] = cache.get(_TOLD, {})
    new = {f"{head.table}:{head.page}": head for head in heads()}
    lines = [line_of(head) for key, head in new.items() if told.get(key) != head.hash]
    for line in lines:
        logger.info(line)
    cache.set(_TOLD, {key: head.hash for key, head in new.items()}, None)
    return lines


def _mac(words: str) -> str:
    return hmac.new(settings.REVIEW_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()
