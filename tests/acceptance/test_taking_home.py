"""What is taken home opens, and is what it says it is."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.acceptance.conftest import Opening
from tests.acceptance.visiting import AS_RECEIVED, SETTLED, drop, try_example
from tests.acceptance.window import Window

EVERYTHING = (
    "answer.html",
    "list-with-answer.xlsx",
    "packs.zip",
    "deadlines.ics",
    "answer.txt",
    "answer.json",
    "visit.zip",
)


def taken(window: Window, name: str) -> bytes:
    """A file that the page offers, as a click brings it."""
    link = window.page.locator(f"ul.takes a[href*='/take/{name}?']")
    # Asked for before it is clicked, so that it is made and comes at once.
    for _ in range(20):
        if window.page.request.get(f"{link.get_attribute('href')}").status != 202:
            break
    with window.page.expect_download() as coming:
        link.click()
    assert coming.value.suggested_filename == name
    return Path(coming.value.path()).read_bytes()


def test_every_form_of_the_answer_opens(window: Window) -> None:
    try_example(window)
    window.tab("Take with you")

    expect(window.page.locator("ul.takes a")).to_have_count(len(EVERYTHING))
    files = {name: taken(window, name) for name in EVERYTHING}

    answer = json.loads(files["answer.json"])
    assert (answer["outcome"], answer["visit"]["receiving_state"]) == ("not-covered", "JP")
    # The text is the command's own, and in English as it is there.
    assert "NOT COVERED" in files["answer.txt"].decode()
    workbook = openpyxl.load_workbook(io.BytesIO(files["list-with-answer.xlsx"]), read_only=True)
    assert len(workbook.sheetnames) > 5
    events = Calendar.from_ical(files["deadlines.ics"].decode()).walk("VEVENT")
    assert all(event["SUMMARY"] and event["DTSTART"] for event in events)
    assert events
    packs = zipfile.ZipFile(io.BytesIO(files["packs.zip"]))
    assert packs.testzip() is None
    assert sum(name.endswith("letter.html") for name in packs.namelist()) > 3
    assert "visit.toml" in zipfile.ZipFile(io.BytesIO(files["visit.zip"])).namelist()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_of_the_answer_needs_no_network_and_is_for_everyone(opening: Opening, language: str) -> None:
    with opening(language) as window:
        try_example(window)
        window.tab("Take with you")
        page = taken(window, "answer.html").decode()

        # Whatever it asked for would be noted as a request to somebody else.
        shown = Window(window.page.context.new_page(), language)
        shown.page.set_content(page)

        expect(shown.page.locator("html")).to_have_attribute("lang", language)
        expect(shown.page.locator(".verdict.not-covered")).to_be_visible()
        assert shown.violations() == []


@pytest.mark.parametrize(
    ("language", "scripts"), [("en", True), ("ja", False)], ids=["English", "Japanese, no scripts"]
)
def test_the_visit_goes_on_from_what_was_taken_home(
    opening: Opening, tmp_path: Path, language: str, scripts: bool
) -> None:
    with opening(language, scripts=scripts) as window:
        _goes_on_from_home(window, tmp_path / "visit.zip")


def _goes_on_from_home(window: Window, home: Path) -> None:
    drop(window, AS_RECEIVED)
    window.tab("Questions")
    window.field("Who attests?").fill("A. Example (invented)")
    window.page.locator("section.question").first.get_by_role("radio").first.check()
    window.button("Answer").click()
    expect(window.page.get_by_role("heading", name=window.says("What you answered"))).to_be_visible()
    settled = window.page.locator("main p.govuk-body-l").inner_text()
    window.tab("Take with you")
    home.write_bytes(taken(window, "visit.zip"))
    window.button("Remove now").click()
    expect(window.page.get_by_role("alert")).to_be_visible()

    drop(window, home)
    window.tab("Questions")

    expect(window.page.locator("main p.govuk-body-l")).to_have_text(settled)
    assert settled != window.says_count(*SETTLED, 242, settled=0)
