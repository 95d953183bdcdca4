"""What pages do with scripts beyond what they do without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.urls("tests.node.web.pieces_urls")


@pytest.fixture
def page(browser: Browser, node: str) -> Iterator[Page]:
    with browser.new_context(base_url=node) as window:
        page = window.new_page()
        page.goto("/pieces")
        yield page


def _names(page: Page) -> list[str]:
    return page.locator("table[data-sortable] tbody tr:visible td:last-child").all_inner_texts()


def test_a_heading_sorts_its_column_by_the_order_of_numbers_and_says_so(page: Page) -> None:
    heading = page.get_by_role("columnheader", name="Lines")
    expect(heading).to_have_attribute("aria-sort", "none")
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert _names(page) == ["Bay", "Akita", "Côte"]
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert _names(page) == ["Côte", "Akita", "Bay"]


def test_the_filter_finds_words_without_their_accents_and_says_how_many_lines_are_shown(page: Page) -> None:
    page.get_by_label("Show only lines with").fill("COTE may")
    expect(page.get_by_text("1 of 3 lines are shown")).to_be_visible()
    assert _names(page) == ["Côte"]


def test_the_slider_steps_over_the_days_of_changes_and_the_page_follows_in_place(page: Page) -> None:
    page.evaluate("document.querySelector('h1').dataset.same = 'yes'")
    slider = page.get_by_role("slider", name="Move through time")
    expect(slider).to_have_attribute("aria-valuetext", "4 March 2022")
    slider.press("ArrowRight")
    expect(page.locator("#shown")).to_have_text("Shown is 2024-05-02")
    expect(page.locator("#on")).to_have_value("2024-05-02")
    expect(page).to_have_url(re.compile("on=2024-05-02"))
    assert page.locator("h1").get_attribute("data-same") == "yes"


def test_from_a_day_between_two_changes_back_goes_to_the_change_before(page: Page) -> None:
    page.goto("/pieces?on=2023-07-01")
    page.get_by_role("button", name="The change before").click()
    expect(page.locator("#shown")).to_have_text("Shown is 2022-03-04")


def test_time_plays_to_the_end_and_stops_there(page: Page) -> None:
    page.goto("/pieces?on=2020-01-01")
    play = page.get_by_role("button", name="Play")
    play.click()
    expect(page.locator("#shown")).to_have_text("Shown is 2024-05-02")
    expect(play).to_be_visible()


def test_time_can_be_paused(page: Page) -> None:
    page.goto("/pieces?on=2020-01-01")
    # Pressed again as soon as the first step has come, which is too soon for a test that only watches.
    pressed = """play => {
        play.form.addEventListener("htmx:afterRequest", () => play.click(), { once: true });
        play.click();
        return play.textContent;
    }"""
    assert page.get_by_role("button", name="Play").evaluate(pressed) == "Pause"
    expect(page.locator("#shown")).to_have_text("Shown is 2022-03-04")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.wait_for_timeout(1_500)
    expect(page.locator("#shown")).to_have_text("Shown is 2022-03-04")


def test_nothing_plays_for_who_asked_for_less_motion(browser: Browser, node: str) -> None:
    with browser.new_context(base_url=node, reduced_motion="reduce") as window:
        page = window.new_page()
        page.goto("/pieces")
        expect(page.get_by_role("slider")).to_be_visible()
        expect(page.get_by_role("button", name="Play")).to_be_hidden()


def test_what_the_node_refuses_in_place_is_shown_as_a_page_of_its_own(page: Page) -> None:
    page.get_by_label("Kind").select_option("of nothing")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()


def test_without_scripts_the_day_is_a_field_of_a_form(browser: Browser, node: str) -> None:
    with browser.new_context(base_url=node, java_script_enabled=False) as window:
        page = window.new_page()
        page.goto("/pieces")
        assert page.get_by_role("slider").count() == 0
        page.get_by_label("Day", exact=True).fill("2021-09-09")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#shown")).to_have_text("Shown is 2021-09-09")


def test_chosen_files_are_named_with_their_sizes(page: Page) -> None:
    _choose(page, ("people.csv", 200), ("dogs.csv", 300))
    expect(page.locator("#files-chosen li")).to_have_text(["people.csv (200 byte)", "dogs.csv (300 byte)"])


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ((("people.csv", 1_001),), "Together the files are larger than this page takes."),
        ((("a.csv", 1), ("b.csv", 1), ("c.csv", 1)), "These are more files than this page takes."),
        ((("people.csv", 0),), "This file is empty."),
    ],
)
def test_files_beyond_the_limits_are_refused_before_anything_is_sent(
    page: Page, files: tuple[tuple[str, int], ...], sentence: str
) -> None:
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    _choose(page, *files)
    expect(page.locator("#files-chosen")).to_contain_text(sentence)
    page.get_by_role("button", name="Answer").click()
    page.wait_for_timeout(300)
    assert sent == []


def _choose(page: Page, *files: tuple[str, int]) -> None:
    chosen = [{"name": name, "mimeType": "text/csv", "buffer": b"x" * size} for name, size in files]
    page.set_input_files("input[type=file]", chosen)  # type: ignore[arg-type]
