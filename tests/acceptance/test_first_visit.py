"""A new user gets from the first page to an answered visit by clicking, and can go on from there."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.acceptance.visiting import AS_RECEIVED, SETTLED, ask_on, drop, try_example
from tests.acceptance.window import WORK, Window

BY = "Squadron Leader A. Example (invented)"
ON = "2023-08-14"
HEADER = b'receiving_state = "JP"\nsending_state = "AU"\nstart = 2024-02-01\nend = 2024-02-20\n'
#: The clerk keeps the service number where others have the rank.
CREW = b"Family name;First name;Rank\nTest;Anna;8201234\nTest;Bea;8201235\n"


@pytest.fixture
def crew(tmp_path: Path) -> list[Path]:
    files = {"visit.toml": HEADER, "crew.csv": CREW}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in files]


def settled(window: Window, lines: int) -> Locator:
    words = window.says_count(*SETTLED, 242, settled=lines)
    return window.page.get_by_text(words)


def test_the_flagship_is_answered_two_clicks_from_the_first_page(window: Window) -> None:
    try_example(window)

    expect(window.page.locator("html")).to_have_attribute("lang", window.language)
    expect(window.page.locator(".verdict.not-covered")).to_contain_text(window.said("not covered").upper())
    expect(settled(window, 230)).to_be_visible()


def test_every_word_of_the_answer_leads_to_its_article(window: Window) -> None:
    try_example(window)

    cited = window.page.locator(".answer a[href^='/law/jp-au-raa/#']:visible").first
    article = str(cited.get_attribute("href"))
    cited.click()

    expect(window.page).to_have_url(re.compile(re.escape(article)))
    expect(window.page.locator(":target")).to_be_visible()


def test_a_squadrons_own_workbook_is_settled_with_four_answers(window: Window) -> None:
    drop(window, AS_RECEIVED)
    expect(window.page.locator("h1")).to_have_text(window.says("How your list was read"))
    expect(window.page.get_by_text(window.says("Everything was read."))).to_be_visible()
    expect(window.page.locator("main .tag--good")).to_contain_text(
        ["movements", "packages", "people", "people", "vehicles", "aircraft", "goods"]
    )

    window.link("See the answer").click()
    window.has_come("The answer")
    ask_on(window, ON)
    expect(window.page.locator(".verdict.undetermined")).to_be_visible()
    expect(settled(window, 0)).to_be_visible()
    window.link("Answer what is asked").click()
    window.has_come("Questions")
    _answer_the_four(window)

    expect(settled(window, 237)).to_be_visible()
    expect(window.page.get_by_role("cell", name=BY).first).to_be_visible()
    window.link("See the answer").click()
    window.has_come("The answer")
    expect(window.page.locator(".verdict.not-covered")).to_be_visible()
    expect(window.field("Asked on")).to_have_value(ON)


def test_a_column_that_was_taken_for_another_is_read_anew(window: Window, crew: list[Path]) -> None:
    drop(window, *crew)
    _unfold(window, 3)
    expect(_read_as(window, "Rank")).to_have_text("rank")

    window.page.get_by_role("link", name=window.says("Read this table otherwise")).click()
    window.page.get_by_label("Rank", exact=True).select_option("service_number")
    window.button("Read it so").click()
    window.has_come("How it was read")

    _unfold(window, 3)
    expect(_read_as(window, "Rank")).to_have_text("service_number")
    expect(window.page.get_by_text(window.says("Everything was read."))).to_be_visible()


def test_what_a_visit_needs_without_any_agreement_can_be_seen_and_compared(window: Window) -> None:
    try_example(window)

    window.field("Judged under").select_option("none")
    window.button("Show").click()
    window.page.wait_for_url("**under=none*")
    window.has_come("The answer")
    expect(window.field("Judged under")).to_have_value("none")
    expect(settled(window, 230)).to_have_count(0)

    window.tab("Compare")
    window.field("no access agreement").check()
    window.button("Compare").click()
    window.page.wait_for_url("**with=none*")
    window.has_come("Compare")
    expect(window.page.locator(".answer svg.bar").first).to_be_visible()
    expect(window.page.locator(".answer table.cards tbody tr").first).to_be_visible()


def _answer_the_four(window: Window) -> None:
    """Two on one page, and on the next the two that follow from them."""
    asked = window.page.locator("section.question")
    yes = window.says("Yes, the sentences that are ticked")
    window.field("Who attests?").fill(BY)
    for statement in range(2):
        asked.nth(statement).get_by_role("radio", name=yes).check()
    _answer(window)
    expect(window.field("Who attests?")).to_have_value(BY)
    asked.first.get_by_role("radio", name=yes).check()
    _except(window, "oversize", "fuel lorry", "yes")
    _except(window, "contains_meat", "L38", "no")
    asked.nth(1).get_by_role("radio", name=window.said("military base")).check()
    _answer(window)


def _answer(window: Window) -> None:
    before = window.page.locator("input[name=revision]").first.input_value()
    window.button("Answer").click()
    expect(window.page.locator("input[name=revision]").first).not_to_have_value(before, timeout=WORK)


def _except(window: Window, fact: str, line: str, instead: str) -> None:
    """Leave a line out of the sentence that vouches for a fact."""
    of_it = window.field("What holds of them instead? ({fact})", fact=fact)
    fold = window.page.locator("details").filter(has=of_it)
    fold.locator("summary").click()
    fold.locator("input").fill(line)
    of_it.select_option(instead)


def _unfold(window: Window, columns: int) -> None:
    words = window.says_count("{n} column", "{n} columns", columns)
    window.page.locator("summary").filter(has_text=words).click()


def _read_as(window: Window, heading: str) -> Locator:
    row = window.page.get_by_role("row").filter(has=window.page.get_by_role("rowheader", name=heading))
    return row.get_by_role("cell").first
