"""From the first page to a visit on the desk, by what a new user would click."""

from pathlib import Path

from playwright.sync_api import expect

from comity.desk.examples import examples
from tests.acceptance.window import Window

AS_RECEIVED = (
    Path(__file__).resolve().parents[2] / "examples/bushido-guardian-23/as-received/load-and-roll.xlsx"
)
#: The sentence, of one line and of several, that says how far a visit is.
SETTLED = "{settled} of {n} line is settled.", "{settled} of {n} lines are settled."


def try_example(window: Window, name: str = "bushido-guardian-23") -> None:
    """From the first page to an example, answered (or read, where it is a list)."""
    example = next(example for example in examples() if example.name == name)
    window.page.goto("/")
    window.link("Try it with a real visit").click()
    window.page.get_by_role("button", name=window.said(example.title)).click()
    window.has_come("How it was read" if example.only else "The answer")


def drop(window: Window, *files: Path) -> None:
    """From the first page to a list that was dropped, read."""
    window.page.goto("/")
    window.page.locator("#navigation").get_by_role("link", name=window.says("The answer")).click()
    expect(window.page.locator("h1")).to_have_text(window.says("May we bring this?"))
    window.page.set_input_files("input[type=file]", list(files))
    window.button("Read the list").click()
    window.has_come("How it was read")


def ask_on(window: Window, day: str) -> None:
    """On the answer's page: ask on another day."""
    window.field("Asked on").fill(day)
    window.button("Show").click()
    window.page.wait_for_url(f"**/answer?on={day}*")
    window.has_come("The answer")
