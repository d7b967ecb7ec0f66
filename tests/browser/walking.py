"""How a visitor gets on: from one page to the next, and by the Tab key."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 80


def follow(page: Page, target: Locator) -> None:
    """Press what leads to another page and wait for it: whoever looks sooner may see the page that is being left."""
    with page.expect_navigation():
        target.click()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus, as somebody without a mouse does, and see it."""
    target.first.wait_for(state="attached")
    focused = target.and_(page.locator(":focus"))
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if focused.count():
            expect(focused).to_be_in_viewport()
            return
    raise AssertionError(f"{MOST_STOPS} stops of the Tab key do not lead to {target}.")
