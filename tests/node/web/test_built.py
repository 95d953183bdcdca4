"""What is built from npm packages: pinned, no addresses, nobody else's identity, shown by any browser."""

import json
import re
from pathlib import Path

import pytest

from tests.node import browser
from tests.node.web.serving import served

_FRONTEND = Path(__file__).resolve().parents[3] / "src/comity/frontend"


def test_the_lock_file_names_no_address() -> None:
    lock = (_FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert re.findall(r"\w+://[^\"]*|\"resolved\"", lock) == []


def test_every_package_is_pinned_to_one_version_and_its_content() -> None:
    package = json.loads((_FRONTEND / "package.json").read_text(encoding="utf-8"))
    named = {**package["dependencies"], **package["devDependencies"]}
    assert [version for version in named.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    lock = json.loads((_FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, held in lock.items() if name and "integrity" not in held] == []


def test_the_styles_carry_no_typeface_or_crown_of_another(collected: Path) -> None:
    sheet = (collected / "web" / "comity.css").read_text(encoding="utf-8")
    assert re.findall(r"GDS Transport|crown|crest|prefers-color-scheme", sheet) == []


def test_the_packaged_browser_wears_the_built_styles(
    collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_BROWSER", "packaged")
    browser.chromium.cache_clear()
    try:
        with browser.browsing() as running, served() as node:
            page = running.new_page(base_url=node)
            page.goto("/about")
            page.evaluate("document.fonts.ready")
            assert page.locator("h1").inner_text() == "About Comity"
            assert "Source Sans 3" in page.evaluate(
                "getComputedStyle(document.querySelector('h1')).fontFamily"
            )
            assert page.evaluate("document.fonts.check('700 19px \"Source Sans 3\"')")
    finally:
        browser.chromium.cache_clear()
