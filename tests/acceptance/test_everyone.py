"""Every kind of page, in every language: for everyone, in any width, and with nobody else involved."""

import pytest

from comity.languages import LANGUAGES
from tests.acceptance.conftest import Opening
from tests.acceptance.visiting import AS_RECEIVED, drop, try_example
from tests.acceptance.window import DESK, NARROW, Window

_DAY = "on=2024-05-02"
#: One address for each kind of page that is the same for everybody, the refusals among them.
ROOMS = {
    "first page": ("/", "/kept", "/accessibility", "/about", "/nowhere"),
    "network": (
        f"/agreements/?{_DAY}",
        "/agreements/?on=never",
        f"/agreements/picture?{_DAY}",
        f"/agreements/jp-fr-raa/?{_DAY}&known=2024-05-02",
        f"/agreements/states/JP/?{_DAY}",
        "/agreements/states/TV/",
        "/agreements/changes/?since=2024-01-01",
        "/agreements/search/?q=reciprocal",
        "/agreements/search/?q=nosuchword",
        "/agreements/reports/origin-it/origin-de/",
    ),
    "law": (
        "/law/",
        "/law/?q=visa",
        "/law/jp-au-raa/",
        "/law/jp-au-raa/article/VI/",
        "/law/jp-au-raa/provision/member-entry/",
        "/law/jp-au-raa/beside/jp-gb-raa/?only=differences",
        "/law/vocabulary/",
        "/law/vocabulary/people/person_role/",
        "/law/no-such-law/",
    ),
    "programs": ("/api/",),
}
#: The pages of a visit.
VISIT = ("reading", "reading/0", "questions", "answer", "compare?with=none", "take")


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_for_everyone_and_fits_every_window(
    opening: Opening, language: str, room: str
) -> None:
    found: dict[str, list[str]] = {}
    with opening(language) as window:
        for path in ROOMS[room]:
            window.page.goto(path)
            found[path] = wrong_with(window)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_visit_is_for_everyone_and_fits_every_window(opening: Opening, language: str) -> None:
    found: dict[str, list[str]] = {}
    with opening(language) as window:
        window.page.goto("/visits/")
        found["start"] = wrong_with(window)
        window.button("Read the list").click()
        window.page.locator(".govuk-error-summary").wait_for()
        window.page.wait_for_load_state()
        found["start, refused"] = wrong_with(window)
        drop(window, AS_RECEIVED)
        desk = window.page.url.rpartition("/")[0]
        for page in VISIT:
            window.page.goto(f"{desk}/{page}")
            window.page.locator("nav.steps").wait_for()
            window.page.wait_for_load_state()
            found[page] = wrong_with(window)
        window.page.goto(f"{desk}/answer?on=never")
        found["answer, refused"] = wrong_with(window)
        window.page.goto("/visits/00000000-0000-4000-8000-000000000000/answer")
        found["of somebody else"] = wrong_with(window)
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_what_is_folded_is_for_everyone_too(opening: Opening) -> None:
    """Folds are opened, for what is hidden is not looked at."""
    found: dict[str, list[str]] = {}
    with opening() as window:
        try_example(window)
        answer = window.page.url
        for path in (answer, answer.replace("/answer", "/reading"), "/law/jp-au-raa/article/VI/", "/api/"):
            window.page.goto(path)
            window.page.locator("h1").wait_for()
            window.page.wait_for_load_state()
            window.page.eval_on_selector_all(
                "details", "all => all.slice(0, 40).forEach(one => { one.open = true })"
            )
            found[path] = wrong_with(window)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_pages_fit_a_narrow_window_and_can_be_gone_through(
    opening: Opening, language: str
) -> None:
    with opening(language, scripts=False, size=NARROW) as window:
        for path in ("/", *ROOMS["network"], *ROOMS["law"], "/visits/"):
            window.page.goto(path)
            assert window.sideways() <= 0, path
            assert window.page.locator("#navigation a").first.is_visible(), path


def wrong_with(window: Window) -> list[str]:
    """What a page breaks of the rules of accessibility, and whether it must be scrolled sideways."""
    page = window.page
    wrong = window.violations()
    if page.get_attribute("html", "lang") != window.language:
        wrong.append("it speaks another language")
    if page.locator("h1").count() != 1:
        wrong.append("it has not one heading of the first level")
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    if window.sideways() > 0:
        wrong.append(f"it is {window.sideways()} pixels too wide at 400 %")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return wrong
