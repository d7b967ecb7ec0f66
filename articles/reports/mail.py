"""Telling the editorial desk that a report waits. The mail says of which text, never what the reader wrote."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.reports.models import ProblemReport
from articles.reports.services import REPORT_MAIL
from clinic.accounts.models import User
from clinic.accounts.roles import EDITORS
from clinic.core.outbox import Letter, writes


@writes(REPORT_MAIL)
def report_letter(about: Mapping[str, Any]) -> Letter | None:
    """Write to the editors; nobody once the report is settled or gone."""
    report = ProblemReport.objects.filter(pk=about["report"], settled_at=None).select_related("edition").first()
    to = list(User.objects.filter(groups__name=EDITORS, is_active=True).order_by("pk").values_list("email", flat=True))
    if report is None or not to:
        return None
    url = f"{settings.SITE_URL}{reverse('settle_report', args=(report.pk,))}"
    return Letter(to, "report_received.txt", {"title": report.edition.card["title"], "url": url})
