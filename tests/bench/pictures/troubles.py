"""What readers see where something is wrong: texts taken back, refused addresses, a database that is away."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.sql import SQL, Identifier

from articles.editions.models import CurrentEdition
from articles.models import ArticlePage
from articles.review.models import WarningText
from articles.review.urgent import put_warning, withdraw_page, withhold
from clinic.accounts.models import User
from clinic.accounts.roles import AUTHORS, EDITORS
from tests.bench.pictures.readers import FORM, fill
from tests.bench.pictures.shots import Chapter, Shot
from tests.browser.desk import Desk
from tests.browser.walking import follow

TOO_MANY_VALUES = "/search/?" + "a&" * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0) + "a"
MOST_LINKS = 30  # a visitor is refused a link for a new password before that
WARNED, WITHDRAWN, WITHHELD = "two-pathways-to-pain-relief", "is-ketamine-an-opioid", "ketamine-and-opioids-together"


def _take_back() -> None:
    """Warn of one article, withdraw another, and withhold the words of a third."""
    editor = User.objects.filter(groups__name=EDITORS).order_by("pk")[0]
    put_warning(ArticlePage.objects.get(slug=WARNED), editor, WarningText.BEING_CHECKED)
    withdraw_page(
        ArticlePage.objects.get(slug=WITHDRAWN),
        editor,
        "A study that it stands on was retracted. We are writing it anew.",
    )
    withhold(
        CurrentEdition.objects.get(page__slug=WITHHELD).edition,
        editor,
        "One of its doses may be wrong. We are checking.",
    )


@contextmanager
def _without_the_database() -> Iterator[None]:
    """Have PostgreSQL refuse the site for a while, and end the connections that it has."""
    database = str(connection.settings_dict["NAME"])
    allow = SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    parameters = {**connection.get_connection_params(), "dbname": "template1"}
    known = {name: parameters[name] for name in ("host", "port", "user", "password", "dbname") if parameters.get(name)}
    connection.close()
    with psycopg.connect(**known, autocommit=True) as beside:
        beside.execute(allow.format(Identifier(database), SQL("false")))
        beside.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])
        try:
            yield
        finally:
            beside.execute(allow.format(Identifier(database), SQL("true")))


def _send_in_vain(desk: Desk) -> None:
    fill(desk)
    with _without_the_database():
        follow(desk.page, desk.page.locator("button[value=send]"))


def _send_without_cookie(desk: Desk) -> None:
    desk.page.get_by_label("Email", exact=True).fill("sam@example.org")
    desk.page.get_by_label("Password", exact=True).fill("a password")
    desk.page.context.clear_cookies()
    follow(desk.page, desk.page.get_by_role("button", name="Sign in", exact=True))


def _ask_for_links(desk: Desk) -> None:
    for _attempt in range(MOST_LINKS):
        desk.open("/account/password/reset/")
        desk.page.get_by_label("Email").fill("nobody@example.org")
        with desk.page.expect_navigation() as next_page:
            desk.page.get_by_role("button", name="Send the link").click()
        if next_page.value and next_page.value.status == 429:
            return
    raise RuntimeError("Nobody is refused a link.")


TROUBLES = Chapter(
    "screenshots-troubles.md",
    "What it looks like where something is wrong",
    "Texts that the clinic took back, addresses that lead nowhere or are refused, and forms while the database is away,"
    " in both themes, on a desk of 1280 pixels and on a phone of 390. The rest: [what readers see](screenshots.md)."
    " `make screenshots` brings its own site into each of these states.",
    (
        Shot("warned", "An article under an urgent warning", "pages/article.html", f"/articles/{WARNED}/"),
        Shot("withdrawn", "A withdrawn article", "pages/not_shown.html", f"/articles/{WITHDRAWN}/"),
        Shot("withheld", "An article whose words are withheld", "pages/not_shown.html", f"/articles/{WITHHELD}/"),
        Shot("not-found", "A page that is not there", "404.html", "/nothing-is-here/", status=404),
        Shot("not-understood", "An address that cannot be understood", "400.html", TOO_MANY_VALUES, status=400),
        Shot("not-allowed", "A page for another role", "403.html", "/admin/requests/", who=AUTHORS, status=403),
        Shot(
            "form-refused", "A form without its cookie", "403_csrf.html", "/account/login/", after=_send_without_cookie
        ),
        Shot(
            "too-many",
            "Too many attempts",
            "429.html",
            "/account/password/reset/",
            after=_ask_for_links,
        ),
        Shot(
            "broken",
            "A page while the database is away",
            "500.html",
            "/articles/",
            status=500,
            while_=_without_the_database,
        ),
        Shot(
            "form-unavailable",
            "A form while the database is away: the answers are kept",
            "consultations/unavailable.html",
            FORM,
            after=_send_in_vain,
        ),
        Shot(
            "change-unavailable",
            "Changing a request while the database is away",
            "consultations/change_unavailable.html",
            "/requests/change/",
            status=503,
            while_=_without_the_database,
        ),
    ),
    before=_take_back,
)
