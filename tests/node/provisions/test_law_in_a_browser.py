"""The law in a browser: links open what is folded, paper shows all, everybody can read it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

_AXE = Path(__file__).resolve().parents[3] / "src/comity/frontend/node_modules/axe-core/axe.min.js"
_PAGES = (
    "/law/",
    "/law/?q=visa",
    "/law/jp-au-raa/",
    "/law/jp-au-raa/article/V/",
    "/law/jp-au-raa/provision/member-entry/",
    "/law/jp-au-raa/beside/jp-gb-raa/?only=differences",
    "/law/vocabulary/",
    "/law/vocabulary/people/person_role/",
)


@pytest.mark.parametrize("path", _PAGES)
@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "phone"])
def test_a_page_of_the_law_is_accessible_and_fits_its_window(
    browser: Browser, node: str, path: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{node}{path}")
    page.eval_on_selector_all(
        "details.provision", "all => all.slice(0, 20).forEach(one => { one.open = true })"
    )
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_a_link_to_a_provision_opens_it_without_scripts(browser: Browser, node: str) -> None:
    with browser.new_context(java_script_enabled=False) as window:
        page = window.new_page()
        page.goto(f"{node}/law/jp-au-raa/#p-member-entry")
        expect(page.locator("#p-member-entry")).to_be_visible()
        expect(page.locator("#p-no-visa-application")).to_be_hidden()


def test_on_paper_every_provision_is_open(browser: Browser, node: str) -> None:
    page = browser.new_page()
    page.goto(f"{node}/law/jp-au-raa/article/VI/")
    expect(page.locator("#p-member-entry")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#p-member-entry")).to_be_visible()
    page.close()
