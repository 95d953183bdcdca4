"""Each visitor has a language and visits of their own, and nobody else's."""

import re

import pytest
from playwright.sync_api import expect

from comity.languages import LANGUAGES
from tests.acceptance.conftest import Opening
from tests.acceptance.visiting import try_example
from tests.acceptance.window import WORK, Window


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_language_is_a_click_away_and_the_page_stays_the_same(opening: Opening, scripts: bool) -> None:
    with opening(scripts=scripts) as window:
        _goes_through_the_languages(window)


def _goes_through_the_languages(window: Window) -> None:
    try_example(window)
    window.field("Judged under").select_option("none")
    window.button("Show").click()
    window.page.wait_for_url("**under=none*")
    address = window.page.url

    for code, name in LANGUAGES.items():
        window.page.get_by_role("button", name=name, exact=True).click()
        expect(window.page.locator("html")).to_have_attribute("lang", code)
        in_it = Window(window.page, code)
        expect(window.page.locator(".verdict").first).to_contain_text(
            in_it.said("not covered").upper(), timeout=WORK
        )
        expect(window.page).to_have_url(address)

    window.page.locator("#navigation a").first.click()
    expect(window.page).to_have_url(re.compile("/agreements/$"))
    expect(window.page.locator("html")).to_have_attribute("lang", "de")


def test_the_language_that_one_visitor_chose_is_nobody_elses(opening: Opening) -> None:
    with opening() as one, opening() as other:
        one.page.goto("/agreements/")
        one.page.get_by_role("button", name="日本語", exact=True).click()
        expect(one.page.locator("html")).to_have_attribute("lang", "ja")

        other.page.goto("/agreements/")

        expect(other.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_visit_is_shown_to_the_browser_that_brought_it_and_to_no_other(
    opening: Opening, scripts: bool
) -> None:
    with opening(scripts=scripts) as mine, opening(scripts=scripts) as other:
        try_example(mine)
        title = mine.page.locator("main .govuk-caption-l").inner_text()
        desk = mine.page.url.rpartition("/")[0]

        for page in ("", "/reading", "/questions", "/answer", "/compare", "/take", "/take/answer.json"):
            answer = other.page.goto(f"{desk}{page}")
            assert answer is not None
            assert answer.status == 404
            assert title not in answer.text()
        other.page.goto("/visits/")
        expect(other.page.get_by_role("heading", name=other.says("Your visits here"))).to_have_count(0)
        mine.page.goto("/visits/")
        expect(mine.page.get_by_role("link", name=title)).to_be_visible()


def test_what_is_removed_is_gone_at_once(window: Window) -> None:
    try_example(window)
    desk = window.page.url

    window.button("Remove now").click()

    removed = window.says("The visit was removed, with everything that came of it.")
    expect(window.page.get_by_text(removed)).to_be_visible()
    answer = window.page.goto(desk)
    assert answer is not None
    assert answer.status == 404


def test_a_visit_is_kept_only_when_that_is_asked(window: Window) -> None:
    try_example(window)
    secret = {cookie["name"]: cookie["expires"] for cookie in window.page.context.cookies()}["visitor"]
    assert secret == -1  # Forgotten when the browser is closed.

    window.button("Keep for 30 days").click()

    expect(window.button("Keep for 30 days")).to_have_count(0)
    cookies = {cookie["name"]: cookie for cookie in window.page.context.cookies()}
    assert cookies["visitor"]["expires"] > 0
    assert cookies["visitor"]["httpOnly"]
