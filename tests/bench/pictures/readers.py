"""What readers see: every page of the sample site, and the steps of its forms."""

from urllib.parse import urljoin

from tests.bench.pictures.shots import Chapter, Shot
from tests.browser.desk import Desk
from tests.browser.walking import answer, follow, press
from tests.consultations.answers import ADDRESSES, PERSON

TOO_FAST = 3200  # milliseconds; who sends a form sooner is taken for a program
FORM = ADDRESSES["consultation"]
ARTICLE = "/articles/ketamine-vs-opioids-for-chronic-pain/"


def fill(desk: Desk) -> None:
    """Answer the form and go on to the check."""
    answer(desk.page, "consultation")
    desk.page.wait_for_timeout(TOO_FAST)
    press(desk.page, "check")


def _send(desk: Desk) -> None:
    fill(desk)
    press(desk.page, "send")


def _change(desk: Desk) -> None:
    _send(desk)
    page = desk.page
    reference = page.locator(".intake-reference").inner_text()
    page.goto(urljoin(page.url, "/requests/change/"))
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Phone number or e-mail address").fill(PERSON["phone"])
    follow(page, page.get_by_role("button", name="Find my request"))


def _say_emergency(desk: Desk) -> None:
    desk.page.locator("[name=emergency][value=yes]").check()
    press(desk.page, "check")


def _report(desk: Desk) -> None:
    desk.page.get_by_label("What is wrong").fill("The row on relief is hard to follow.")
    desk.page.wait_for_timeout(TOO_FAST)
    follow(desk.page, desk.page.get_by_role("button", name="Send the report"))


def _check_nothing(desk: Desk) -> None:
    press(desk.page, "check")


READERS = Chapter(
    "screenshots.md",
    "What it looks like",
    "Each template in both themes, on a desk of 1280 pixels and on a phone of 390, with the sample site's content. Here"
    " is what readers see; further on are [texts taken back, errors and a database that is"
    " away](screenshots-troubles.md), [signing in and one's own account](screenshots-account.md) and [the screens of"
    " staff](screenshots-staff.md)."
    " `make screenshots` sets a sample site up for itself, takes all of the pictures anew and writes these four pages."
    " How the look is made: [design](design.md).",
    (
        Shot("home", "Home", "pages/home.html", "/"),
        Shot("articles", "The list of articles", "pages/article_index.html", "/articles/"),
        Shot("article", "An article", "pages/article.html", ARTICLE),
        Shot(
            "article-table",
            "Its comparison: a table, and on a phone a card for each aspect",
            "components/comparison.html",
            ARTICLE,
            begins_at=".table-frame",
        ),
        Shot(
            "article-sources",
            "Its sources, with kind of evidence and ways back",
            "components/sources.html",
            ARTICLE,
            begins_at="#sources",
        ),
        Shot(
            "article-end",
            "How it was reviewed, disclosures, citing, reporting a problem",
            "components/about_edition.html",
            ARTICLE,
            begins_at="#how-reviewed",
        ),
        Shot("lapsed", "An article whose review has lapsed", "pages/article.html", "/articles/ketamine-myths/"),
        Shot("record", "The public record of its reviews", "pages/record.html", f"{ARTICLE}record/"),
        Shot("earlier-edition", "An earlier edition", "pages/article.html", f"{ARTICLE}edition-1/"),
        Shot("treatments", "Treatments", "pages/treatment_index.html", "/treatments/"),
        Shot("treatment", "A treatment", "pages/treatment.html", "/treatments/ketamine/"),
        Shot("compare", "Choosing what to compare", "pages/compare.html", "/compare/"),
        Shot("comparison", "A comparison", "pages/comparison.html", "/compare/ketamine-vs-opioids/"),
        Shot("search", "Search, with facts answered first", "finding/search.html", "/search/?q=ketamine+onset"),
        Shot("nothing-found", "A search that finds nothing", "finding/search.html", "/search/?q=qqqq"),
        Shot("service", "A service", "pages/care.html", "/services/ketamine-infusions-for-chronic-pain/"),
        Shot("conditions", "Conditions", "pages/care_index.html", "/conditions/"),
        Shot("locations", "Locations", "pages/location_index.html", "/locations/"),
        Shot("location", "A location", "pages/location.html", "/locations/seattle/"),
        Shot("team", "The team", "pages/team.html", "/team/"),
        Shot("person", "A person", "pages/person.html", "/team/marta-sample-reyes/"),
        Shot("questions", "Questions and answers", "pages/questions.html", "/questions/"),
        Shot("contact", "Contact", "pages/contact.html", "/contact/"),
        Shot("form", "The form for a consultation", "consultations/form.html", FORM),
        Shot("form-errors", "What is missing in it", "consultations/form.html", FORM, after=_check_nothing),
        Shot("form-check", "The answers, to be checked", "consultations/check.html", FORM, after=fill),
        Shot("form-sent", "After it is sent", "consultations/done.html", FORM, after=_send),
        Shot(
            "emergency",
            "Where somebody says that it is an emergency",
            "consultations/emergency.html",
            FORM,
            after=_say_emergency,
        ),
        Shot("find-request", "Finding one's own request", "consultations/find.html", "/requests/change/"),
        Shot("change-request", "Changing it", "consultations/change.html", FORM, after=_change),
        Shot("report", "Reporting a problem", "pages/report.html", f"{ARTICLE}report/"),
        Shot("reported", "After a report", "pages/reported.html", f"{ARTICLE}report/", after=_report),
        Shot("policy", "A policy", "pages/standard.html", "/editorial-policy/"),
        Shot("accessibility", "The accessibility statement", "pages/accessibility.html", "/accessibility/"),
    ),
)
