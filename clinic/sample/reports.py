"""Invented reports of readers: one that waits, one that is settled, one that looks like spam."""

from uuid import NAMESPACE_URL, uuid5

from articles.editions.models import Edition
from articles.models import ProblemReport
from articles.reports.models import Outcome
from articles.reports.services import REPORT_MAIL, receive_report, settle
from clinic.core.models import OwedMail
from clinic.sample import content
from clinic.sample.state import Loaded


def load_reports(loaded: Loaded) -> None:
    """Take in what ``content/reports.toml`` says, and settle it as it says. Nobody is mailed about it."""
    editor = loaded.people["editor"].user
    if editor is None:
        raise ValueError("The sample editor has no account.")
    for number, row in enumerate(content.read("reports")["reports"]):
        edition = Edition.objects.get(current__page__slug=row["page"])
        words = {name: row.get(name, "") for name in ("what", "where", "kind")}
        report = receive_report(edition, words, uuid5(NAMESPACE_URL, f"report-{number}"), row.get("doubts", ()))
        ProblemReport.objects.filter(pk=report.pk).update(is_sample=True)
        if "outcome" in row:
            settle(report.pk, editor, Outcome(row["outcome"]), row["note"])
    OwedMail.objects.filter(kind=REPORT_MAIL).delete()
