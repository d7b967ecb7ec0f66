"""What staff see: the screens of the admin that are ours, with the sample site's drafts, reviews and requests."""

from django.contrib.auth.models import Permission
from django.test import RequestFactory

from articles.editions.models import Edition
from articles.models import ArticlePage, ProblemReport, Reference
from clinic.accounts.models import User
from clinic.accounts.roles import EDITORS, INTAKE_STAFF, MEDICAL_REVIEWERS, SITE_MANAGERS
from clinic.consultations.models import ConsultationRequest, Status
from clinic.core.models import Location
from clinic.gallery.views import gallery
from clinic.people.models import Person
from tests.bench.pictures.shots import Chapter, Shot
from tests.browser.desk import Desk
from tests.browser.walking import follow

COMPARISON, DRAFT = "ketamine-vs-opioids-for-chronic-pain", "ketamine-myths"
SOURCES, REQUESTS, REPORTS = "/admin/snippets/articles/reference/", "/admin/requests/", "/admin/reports/"


def _page(slug: str, rest: str) -> str:
    return f"/admin/pages/{ArticlePage.objects.get(slug=slug).pk}/{rest}"


def _edition(slug: str, rest: str) -> str:
    return f"/admin/editions/{Edition.objects.filter(page__slug=slug).latest('number').pk}/{rest}"


def _request(rest: str) -> str:
    new = ConsultationRequest.objects.filter(status=Status.NEW, doubts=[]).order_by("pk")[0]
    return f"{REQUESTS}{new.pk}/{rest}"


def _prepare() -> None:
    """Save a draft that turns a comma into a semicolon, and give Intake staff the permission that an export needs."""
    draft: ArticlePage = ArticlePage.objects.get(slug=COMPARISON).get_latest_revision_as_object()
    draft.disclosure = draft.disclosure.replace(", so it would", "; so it would")
    draft.save_revision()
    may = Permission.objects.get(codename="export_requests")
    for user in User.objects.filter(groups__name=INTAKE_STAFF):
        user.user_permissions.add(may)


def _search(desk: Desk) -> None:
    desk.page.get_by_label("Reference, phone or e-mail").fill("(206) 555-0100")
    follow(desk.page, desk.page.locator(".intake-search").get_by_role("button"))


def _choose_nothing(desk: Desk) -> None:
    text = desk.field("standfirst").get_by_role("textbox")
    text.click()
    text.press("Control+a")
    desk.page.get_by_role("button", name="Cite a source").first.click()
    window = desk.page.locator(".modal-dialog")
    window.get_by_label("Search", exact=True).fill("no such source")
    window.get_by_text("No source matches").wait_for()


def _cite_nothing(desk: Desk) -> None:
    """Have a draft cite a source that was deleted, and look at it."""
    draft: ArticlePage = ArticlePage.objects.get(slug=DRAFT).get_latest_revision_as_object()
    draft.standfirst = f'{draft.standfirst}<a linktype="reference" id="2147483647">[gone]</a>'
    draft.save_revision()
    desk.open(_page(DRAFT, "view_draft/"))


def _open_gallery(desk: Desk) -> None:
    """Open the page that `make dev` alone serves, as if the site did."""
    printed = gallery(RequestFactory(SERVER_NAME="localhost").get("/components/")).content
    desk.page.route("**/components/", lambda route: route.fulfill(body=printed, content_type="text/html"))
    desk.open("/components/")


STAFF = Chapter(
    "screenshots-staff.md",
    "What the screens of staff look like",
    "The screens of the admin that are the clinic's own, in both themes, on a desk of 1280 pixels and on a phone of"
    " 390, with the [sample site](sample-site.md). How they are worked with: [editorial"
    " workflow](editorial-workflow.md), [medical review](medical-review.md), [requests](consultations.md). The rest:"
    " [what readers see](screenshots.md).",
    (
        Shot("desk", "An editor's desk", "review/desk_panel.html", "/admin/", who=EDITORS),
        Shot(
            "editor",
            "Editing an article",
            "wagtailadmin/base.html",
            lambda: _page(COMPARISON, "edit/"),
            who=EDITORS,
        ),
        Shot(
            "editions",
            "A page's editions",
            "review/page_editions.html",
            lambda: _page(COMPARISON, "editions/"),
            who=EDITORS,
        ),
        Shot(
            "minor-edit",
            "A minor edit",
            "review/minor_edit.html",
            lambda: _page(COMPARISON, "minor-edit/"),
            who=EDITORS,
        ),
        Shot("act", "Withdrawing an article", "review/act.html", lambda: _page(COMPARISON, "withdraw/"), who=EDITORS),
        Shot("outdated", "Outdated editions", "review/outdated.html", f"{REPORTS}outdated-editions/", who=EDITORS),
        Shot("reports", "What readers report", "review/reports.html", f"{REPORTS}problems/", who=EDITORS),
        Shot(
            "settle",
            "Settling a report",
            "review/settle_report.html",
            lambda: f"{REPORTS}problems/{ProblemReport.objects.earliest('pk').pk}/",
            who=EDITORS,
        ),
        Shot(
            "no-preview",
            "A draft that cannot be shown yet",
            "review/no_preview.html",
            "/admin/",
            after=_cite_nothing,
            who=EDITORS,
        ),
        Shot("queue", "What waits for a reviewer", "review/queue.html", "/admin/review/", who=MEDICAL_REVIEWERS),
        Shot(
            "sign",
            "Reading and signing",
            "review/sign.html",
            lambda: _edition("esketamine-and-ketamine", "sign/"),
            who=MEDICAL_REVIEWERS,
        ),
        Shot(
            "source-cited",
            "A source that cannot be deleted",
            "library/admin/confirm_delete.html",
            lambda: f"{SOURCES}delete/{Reference.objects.order_by('pk')[0].pk}/",
            who=EDITORS,
        ),
        Shot(
            "sources-cited",
            "Sources of which some cannot be deleted",
            "library/admin/confirm_bulk_delete.html",
            lambda: (
                "/admin/bulk/articles/reference/delete/?"
                + "&".join(f"id={pk}" for pk in Reference.objects.order_by("pk").values_list("pk", flat=True)[:3])
            ),
            who=SITE_MANAGERS,
        ),
        Shot(
            "choose-source",
            "Choosing a source that is not there",
            "library/admin/chooser_results.html",
            lambda: _page(COMPARISON, "edit/"),
            after=_choose_nothing,
            who=EDITORS,
        ),
        Shot(
            "house-checks",
            "The house's own checks",
            "core/admin/house_checks.html",
            f"{REPORTS}house-checks/",
            who=SITE_MANAGERS,
        ),
        Shot(
            "delete-location",
            "A location that cannot be deleted",
            "core/admin/confirm_delete.html",
            lambda: f"/admin/locations/delete/{Location.objects.order_by('pk')[0].pk}/",
            who=SITE_MANAGERS,
        ),
        Shot(
            "delete-person",
            "A person who signed",
            "people/admin/confirm_delete.html",
            lambda: f"/admin/people/delete/{Person.objects.order_by('pk')[0].pk}/",
            who=SITE_MANAGERS,
        ),
        Shot(
            "reset-factor",
            "Resetting a second factor",
            "accounts/reset_second_factor.html",
            lambda: f"/admin/users/second-factor/{User.objects.filter(groups__name=EDITORS).order_by('pk')[0].pk}/",
            who=SITE_MANAGERS,
        ),
        Shot("inbox", "Requests", "consultations/admin/inbox.html", REQUESTS, who=INTAKE_STAFF),
        Shot(
            "found",
            "A request that was searched for",
            "consultations/admin/found.html",
            REQUESTS,
            after=_search,
            who=INTAKE_STAFF,
        ),
        Shot("request", "A request", "consultations/admin/detail.html", lambda: _request(""), who=INTAKE_STAFF),
        Shot(
            "call-sheet",
            "Its call sheet",
            "consultations/admin/call_sheet.html",
            lambda: _request("call-sheet/"),
            who=INTAKE_STAFF,
        ),
        Shot(
            "correct",
            "Correcting it",
            "consultations/admin/correct.html",
            lambda: _request("correct/"),
            who=INTAKE_STAFF,
        ),
        Shot("erase", "Erasing it", "consultations/admin/erase.html", lambda: _request("erase/"), who=INTAKE_STAFF),
        Shot(
            "refused",
            "A button's address, opened by hand",
            "consultations/admin/refused.html",
            lambda: _request("act/"),
            who=INTAKE_STAFF,
            status=405,
        ),
        Shot("calls", "Booked calls", "consultations/admin/calendar.html", f"{REQUESTS}calendar/", who=INTAKE_STAFF),
        Shot("figures", "Figures", "consultations/admin/figures.html", f"{REQUESTS}figures/", who=INTAKE_STAFF),
        Shot("export", "An export", "consultations/admin/export.html", f"{REQUESTS}export/", who=INTAKE_STAFF),
        Shot(
            "gallery",
            "Every component in every state, for those who build: `make dev`",
            "gallery/gallery.html",
            "/",
            after=_open_gallery,
        ),
    ),
    before=_prepare,
)
