"""Everything is reached, seen and done by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.acceptance.conftest import Opening
from tests.acceptance.visiting import AS_RECEIVED, drop
from tests.acceptance.window import Window

#: The link that is where the keyboard is: whether its ring is seen, where it stands, its place in the page.
_HERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const seen = here.closest(".govuk-radios__item, .govuk-checkboxes__item")?.querySelector("label") ?? here;
  const style = [here, seen].flatMap(each => [getComputedStyle(each), getComputedStyle(each, "::before")]);
  const ring = style.some(each =>
    each.boxShadow !== "none" || (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2));
  // On the calendar of a date field the browser draws a ring of its own, inside the field.
  const insideDate = here.type === "date" && !here.matches(":focus");
  const box = here.getBoundingClientRect();
  return {
    at: [...document.querySelectorAll("*")].indexOf(here),
    tag: here.outerHTML.slice(0, 160),
    ring: (ring && here.matches(":focus-visible")) || insideDate,
    shown: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
_PAGES = (
    "/",
    "/visits/",
    "/agreements/?on=2024-05-02&states=JP,FR,AU",
    "/agreements/picture?on=2024-05-02&states=JP,FR,AU",
    "/agreements/jp-fr-raa/",
    "/law/",
    "/law/jp-au-raa/article/VI/",
)
_MOST = 150


@pytest.mark.parametrize("path", _PAGES)
def test_the_keyboard_goes_through_a_page_in_its_order_and_is_always_seen(
    opening: Opening, path: str
) -> None:
    with opening() as window:
        window.page.goto(path)
        _goes_through(window)


def test_the_keyboard_goes_through_the_questions(opening: Opening) -> None:
    with opening() as window:
        drop(window, AS_RECEIVED)
        window.tab("Questions")
        _goes_through(window)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_first_key_leads_past_the_navigation(opening: Opening, language: str, scripts: bool) -> None:
    with opening(language, scripts=scripts) as window:
        for path in ("/", "/agreements/", "/law/jp-au-raa/", "/visits/", "/api/"):
            window.page.goto(path)
            window.page.keyboard.press("Tab")
            skip = window.link("Skip to the content")
            expect(skip).to_be_focused()
            expect(skip).to_be_in_viewport()
            window.page.keyboard.press("Enter")
            window.page.keyboard.press("Tab")
            assert window.page.evaluate("document.activeElement.closest('main, footer') !== null"), path


def test_an_example_is_answered_and_asked_anew_by_keyboard_alone(window: Window) -> None:
    window.page.goto("/")
    _to(window, "main a.govuk-button")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/visits/#examples")
    _to(window, "form[action$='/examples/bushido-guardian-23'] button")
    window.page.keyboard.press("Enter")
    window.has_come("The answer")

    _to(window, "#under")
    window.page.keyboard.press("ArrowDown")
    _to(window, "form.filter button")
    window.page.keyboard.press("Enter")

    window.page.wait_for_url("**under=none*")
    window.has_come("The answer")


def test_a_search_is_sent_by_keyboard(window: Window) -> None:
    window.page.goto("/law/")
    _to(window, "#q")
    window.page.keyboard.type("visa")
    window.page.keyboard.press("Enter")
    expect(window.page.locator("ul.found a").first).to_be_visible()


def _goes_through(window: Window) -> None:
    """Tab from the first to the last that can be reached: forward only, each with a ring, each in view."""
    stops: list[dict[str, Any]] = []
    for _ in range(_MOST):
        window.page.keyboard.press("Tab")
        here = window.page.evaluate(_HERE)
        if here is None or (stops and here["at"] < stops[-1]["at"]):
            break
        stops.append(here)
    assert len(stops) > 10
    assert [each["tag"] for each in stops if not (each["ring"] and each["shown"])] == []
    last = window.page.evaluate("[...document.querySelectorAll('footer a')].at(-1).outerHTML.slice(0, 160)")
    assert stops[-1]["tag"] == last or len(stops) == _MOST


def _to(window: Window, wanted: str) -> None:
    """Press Tab until the keyboard is where it is wanted."""
    for _ in range(_MOST):
        window.page.keyboard.press("Tab")
        if window.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")
