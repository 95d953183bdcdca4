"""Pages are for everyone: on a desk and a phone, with scripts and without, in English and in Japanese."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.urls("tests.node.web.pieces_urls")

_AXE = Path(__file__).resolve().parents[3] / "src/comity/frontend/node_modules/axe-core/axe.min.js"
_PAGES = ("/", "/kept", "/accessibility", "/about", "/nowhere", "/broken", "/pieces")
_DESK, _PHONE = (1280, 900), (390, 844)


def _opened(
    browser: Browser, node: str, size: tuple[int, int] = _DESK, language: str = "en", **options: bool
) -> BrowserContext:
    """A browser's window on the node, which holds what went wrong in it under `wrong`."""
    return browser.new_context(
        base_url=node,
        viewport={"width": size[0], "height": size[1]},
        locale=language,
        java_script_enabled=options.get("scripts", True),
        reduced_motion="reduce" if options.get("still") else "no-preference",
    )


def _watched(page: Page) -> list[str]:
    """What the page complains of, and what it asks of others, from now on."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if "127.0.0.1" not in asked.url else None)
    return wrong


def _violations(page: Page) -> list[str]:
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("size", [_DESK, _PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", _PAGES)
def test_a_page_has_no_violation_of_the_accessibility_rules_and_fits_its_window(
    browser: Browser, node: str, path: str, size: tuple[int, int], language: str
) -> None:
    with _opened(browser, node, size, language) as window:
        page = window.new_page()
        wrong = _watched(page)
        page.goto(path)
        assert page.get_attribute("html", "lang") == language
        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        told = "the server responded with a status of"
        assert [each for each in wrong if told not in each] == []


@pytest.mark.parametrize("path", _PAGES)
def test_a_page_sets_no_cookie_unless_it_has_a_form_that_acts(browser: Browser, node: str, path: str) -> None:
    with _opened(browser, node) as window:
        window.new_page().goto(path)
        assert {cookie["name"] for cookie in window.cookies()} == (
            {"csrftoken"} if path == "/pieces" else set()
        )


@pytest.mark.parametrize("path", _PAGES)
def test_the_policy_of_a_page_allows_nothing_but_the_node_itself(
    browser: Browser, node: str, path: str
) -> None:
    with _opened(browser, node) as window:
        answer = window.request.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert re.search(r'\sstyle="|\son\w+="|<script(?![^>]*\ssrc=)', answer.text()) is None


def test_what_failed_is_told_without_its_cause(browser: Browser, node: str) -> None:
    with _opened(browser, node) as window:
        answer = window.request.get("/broken")
        assert answer.status == 500
        assert "web.failed" in answer.text()
        assert "secret" not in answer.text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_chosen_language_stays_and_brings_one_back_to_the_page(
    browser: Browser, node: str, scripts: bool
) -> None:
    with _opened(browser, node, scripts=scripts) as window:
        page = window.new_page()
        page.goto("/kept?x=1")
        page.get_by_role("button", name="日本語").click()
        expect(page).to_have_url(f"{node}/kept?x=1")
        assert page.get_attribute("html", "lang") == "ja"
        page.goto("/about")
        assert page.get_attribute("html", "lang") == "ja"


def test_the_keyboard_reaches_the_content_first(browser: Browser, node: str) -> None:
    with _opened(browser, node) as window:
        page = window.new_page()
        page.goto("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_on_a_phone_the_navigation_is_folded_away_only_where_it_can_be_unfolded(
    browser: Browser, node: str
) -> None:
    with _opened(browser, node, _PHONE, scripts=False) as window:
        page = window.new_page()
        page.goto("/")
        expect(page.get_by_role("link", name="The law", exact=True)).to_be_visible()
    with _opened(browser, node, _PHONE) as window:
        page = window.new_page()
        page.goto("/")
        expect(page.get_by_role("link", name="The law", exact=True)).to_be_hidden()
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("link", name="The law", exact=True)).to_be_visible()


def test_the_letters_are_our_own(browser: Browser, node: str) -> None:
    with _opened(browser, node) as window:
        page = window.new_page()
        page.goto("/")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.fonts.check('700 19px \"Source Sans 3\"')")
        assert "GDS Transport" not in page.evaluate(
            "getComputedStyle(document.querySelector('h1')).fontFamily"
        )
