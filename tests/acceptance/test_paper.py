"""On paper: what is folded on the screen is printed open, and nothing is printed that can only be clicked."""

import re

import pytest
from playwright.sync_api import expect

from tests.acceptance.conftest import Opening
from tests.acceptance.visiting import try_example
from tests.acceptance.window import Window

_SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
_FOLDED = "all => all.filter(one => !one.lastElementChild.checkVisibility()).length"


def printed(window: Window) -> int:
    """How many sheets of A4 the page comes to."""
    return len(_SHEET.findall(window.page.pdf(prefer_css_page_size=True)))


def _nothing_to_click(window: Window) -> None:
    for each in (
        ".govuk-skip-link",
        ".govuk-service-navigation",
        ".languages",
        ".filter",
        ".govuk-breadcrumbs",
    ):
        expect(window.page.locator(each).first).to_be_hidden()
    for button in window.page.get_by_role("button").all():
        expect(button).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_rulebook_is_printed_with_every_provision_open(opening: Opening, language: str) -> None:
    with opening(language) as window:
        window.page.goto("/law/jp-au-raa/")
        rules = window.page.locator("details.provision")
        many = rules.count()
        assert rules.evaluate_all(_FOLDED) == many > 50

        window.page.emulate_media(media="print")

        assert rules.evaluate_all(_FOLDED) == 0
        _nothing_to_click(window)
        assert window.sideways() <= 0
        assert 5 < printed(window) < 100


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_answer_is_printed_whole(opening: Opening, language: str) -> None:
    with opening(language) as window:
        try_example(window)
        window.page.emulate_media(media="print")

        expect(window.page.locator(".verdict.not-covered")).to_be_visible()
        for each in (".steps", ".going", ".filter", ".languages"):
            expect(window.page.locator(each).first).to_be_hidden()
        assert window.page.locator(".answer details").evaluate_all(_FOLDED) == 0
        assert 3 < printed(window) < 60


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_network_fits_its_sheet(opening: Opening, language: str) -> None:
    with opening(language) as window:
        for path in ("/agreements/?on=2024-05-02", "/agreements/picture?on=2024-05-02"):
            window.page.goto(path)
            window.page.emulate_media(media="print")
            _nothing_to_click(window)
            assert 1 <= printed(window) < 12
            window.page.emulate_media(media="screen")
