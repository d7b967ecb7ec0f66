"""An editor's hands: what staff do in the admin, step by step."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.test import Client
from playwright.sync_api import Locator, Page, expect

from tests.staff import let_in

if TYPE_CHECKING:
    from clinic.accounts.models import User

PATIENCE = 30_000  # milliseconds


@dataclass(frozen=True)
class Desk:
    """A browser in which somebody works at the site that stands at ``url``."""

    page: Page
    url: str

    def sit_down(self, user: "User") -> None:
        """Take the place of whoever was signed in before."""
        cookie = let_in(Client(), user).cookies["sessionid"]
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": self.url}])

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(f"{self.url}{path}")

    def edit(self, page_id: int) -> None:
        """Open a page for editing."""
        self.open(f"/admin/pages/{page_id}/edit/")

    def field(self, path: str) -> Locator:
        """Return a field of the editor."""
        return self.page.locator(f"[data-contentpath={path}]")

    def write(self, field: Locator, words: str) -> None:
        """Write into the rich text of a field, in place of what is there."""
        text = field.locator("[contenteditable=true]").last
        text.click()
        text.press("Control+a")
        text.press_sequentially(words)
        # The editor hands them to the form a moment later.
        expect(field.locator(f"input[type=hidden][value*='{words}']").last).to_be_attached()

    def add_block(self, field: Locator, label: str = "") -> Locator:
        """Add a block to the end of a stream; of several kinds, the one called ``label``. Return the block."""
        before = field.locator("[data-streamfield-child]").count()
        field.locator(".c-sf-add-button").last.click()
        if label:
            self.page.get_by_role("option", name=re.compile(rf"^{re.escape(label)}\b")).click()
        blocks = field.locator("[data-streamfield-child]")
        expect(blocks).to_have_count(before + 1)
        return blocks.last

    def choose_person(self, name: str) -> None:
        """Name somebody in the last byline that is still empty."""
        self.page.get_by_role("button", name="Choose a person", exact=True).last.click()
        window = self.page.locator(".modal-dialog")
        window.get_by_label("Name", exact=True).fill(name)
        expect(window.get_by_role("alert")).to_contain_text("1 match")  # the list before the search is replaced
        window.get_by_role("link", name=name).click()
        expect(window).to_be_hidden()

    def do(self, action: str) -> None:
        """Press one of the editor's actions, opening the menu that hides it, and wait for the next page."""
        actions = self.page.locator("footer")
        button = actions.get_by_role("button", name=action, exact=True).or_(
            actions.get_by_role("link", name=action, exact=True)
        )
        if not button.is_visible():
            actions.get_by_role("button", name="More actions").click()
        # Not a navigation: the editor changes its own address when it has saved a new page by itself.
        self.page.evaluate("document.documentElement.dataset.left = ''")
        button.click(no_wait_after=True)
        expect(self.page.locator("html[data-left]")).to_have_count(0, timeout=PATIENCE)
        self.page.wait_for_load_state("load")

    def answer_the_questions(self) -> None:
        """Answer yes to each of the clinic's questions on the reviewer's screen."""
        questions = self.page.locator(".review__question")
        expect(questions.last).to_be_visible()  # all() waits for nothing
        for question in questions.all():
            question.get_by_label("Yes").check()

    def confirm(self) -> None:
        """Give the password where the admin asks for it again."""
        self.page.get_by_label("Password", exact=True).fill("password")
        self.page.get_by_role("button", name="Confirm").click()

    def says(self, words: str) -> None:
        """See that the admin says so above the page."""
        expect(self.page.locator(".messages")).to_contain_text(words)
