"""Run what is due by the clock."""

import logging
import signal
import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

logger = logging.getLogger(__name__)

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600  # seconds
# Management commands and how often each runs. Each is quick, and safe to run twice.
SCHEDULE = {
    "publish_scheduled": MINUTE,
    "send_owed_mail": MINUTE,
    "lapse_reviews": HOUR,
    "sign_chain_heads": HOUR,
    "seal_audit": MINUTE,
    "keep_form_copies": HOUR,
    "purge_requests": DAY,
    "back_up_consultation_keys": DAY,
    "remind_of_reviews": DAY,
    "forget_reports": DAY,
    "clearsessions": DAY,
    "axes_reset_logs": DAY,
    "prune_db_task_results": DAY,
}


class Command(BaseCommand):
    """Runs until it is asked to stop (SIGTERM, Ctrl-C). A database that is away is logged and tried again."""

    help = "Run what is due by the clock: publishing, mail, clearing away."

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: stopping.set())
        due = dict.fromkeys(SCHEDULE, time.monotonic())
        while not stopping.wait(max(0, min(due.values()) - time.monotonic())):
            for name, interval in SCHEDULE.items():
                if due[name] <= time.monotonic():
                    due[name] = time.monotonic() + interval
                    run(name)


def run(name: str) -> None:
    """Run one command; log what it reports or a database error, because the next round may go better."""
    try:
        call_command(name)
    except (Error, CommandError):
        logger.exception("%s failed; it runs again next time.", name)
    finally:
        connection.close()
