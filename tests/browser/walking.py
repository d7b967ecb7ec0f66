"""How a visitor gets on: from one page to the next, by the Tab key, and through the forms for requests."""

from playwright.sync_api import Locator, Page, expect

from tests.consultations.answers import ANSWERS

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


def answer(page: Page, kind: str) -> None:
    """Answer what the form asks."""
    for name, value in ANSWERS[kind].items():
        field = page.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value='{value}']").check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    if page.locator("[name=location]").count():
        page.locator("[name=location]").first.check()


def press(page: Page, intent: str) -> None:
    """Press a button of the form."""
    follow(page, page.locator(f"button[value='{intent}']").first)
