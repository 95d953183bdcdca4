"""The network through time: found by clicking, on any day, with every word beside who said it."""

import datetime as dt
import re
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from playwright.sync_api import Locator, expect

from tests.acceptance.conftest import Opening
from tests.acceptance.window import Window

DAY = "2024-05-02"
AGREEMENT = re.compile(r"/agreements/jp-fr-raa/")
ATOM = "{http://www.w3.org/2005/Atom}"


def to_the_network(window: Window) -> None:
    window.page.goto("/")
    window.link("Who has which agreement").click()
    expect(window.page.locator("h1")).to_have_text(window.says("Who has which agreement with whom"))


def on_the_day(window: Window) -> None:
    to_the_network(window)
    window.field("Day").fill(DAY)
    window.button("Show").click()
    expect(window.page).to_have_url(re.compile(f"on={DAY}"))


def test_on_the_day_of_the_reports_japan_and_france_have_agreed_on_talks(window: Window) -> None:
    on_the_day(window)

    cells = window.page.locator(".matrix a.status--talks-agreed[href*='jp-fr-raa']")
    expect(cells).to_have_count(2)
    expect(cells.first).to_contain_text(window.said("talks agreed"))
    partners = {cell.locator("xpath=ancestor::td").get_attribute("data-label") for cell in cells.all()}
    assert partners == {window.state("JP"), window.state("FR")}


def test_time_is_moved_through_by_the_keyboard_alone(opening: Opening) -> None:
    for language in ("en", "ja"):
        with opening(language) as window:
            to_the_network(window)
            slider = window.page.get_by_role("slider", name=window.says("Move through time"))
            day = window.page.locator("#on")

            slider.focus()
            for _ in range(50):
                if day.input_value() <= DAY:
                    break
                window.page.keyboard.press("ArrowLeft")

            expect(day).to_have_value(DAY)
            expect(slider).to_have_attribute("aria-valuetext", re.compile("2024"))
            expect(window.page.locator("a.status--talks-agreed[href*='jp-fr-raa']")).to_have_count(2)
            expect(slider).to_be_focused()
            window.page.keyboard.press("ArrowLeft")
            expect(window.page.locator("a[href*='jp-fr-raa']").first).to_have_class(
                re.compile("status--study-agreed")
            )


def test_the_picture_shows_what_the_matrix_shows(window: Window) -> None:
    on_the_day(window)
    window.link("The same as a picture").click()

    tie = window.page.locator("svg.network a[href*='jp-fr-raa']")
    expect(tie.locator("path.tie")).to_have_class(re.compile("status--talks-agreed"))
    expect(tie.locator("title")).to_contain_text(window.said("talks agreed"))
    row = window.page.locator("#table tr").filter(has=window.page.locator("a[href*='jp-fr-raa']"))
    expect(row.locator(".status--talks-agreed")).to_be_visible()


def test_one_agreement_shows_its_contradictions_before_its_life(window: Window) -> None:
    on_the_day(window)
    window.page.locator(".matrix a[href*='jp-fr-raa']").first.click()
    expect(window.page).to_have_url(AGREEMENT)
    expect(window.page.locator("#agreement .status--talks-agreed").first).to_be_visible()

    window.field("Day").fill("")
    window.button("Show").click()

    against, life = window.page.locator("section.contradiction"), window.page.locator("svg.life").first
    expect(against.first).to_be_visible()
    assert _top(against.first) < _top(life) < _top(window.page.locator("ol.acts"))
    against.first.locator("a[href*='#claim-']").first.click()
    expect(window.page.locator(":target")).to_be_visible()


def test_a_claim_stands_in_its_own_language_and_in_english(window: Window) -> None:
    window.page.goto("/agreements/jp-fr-raa/")

    quote = window.page.locator("figure.quote--two").first
    own, english = (quote.locator("blockquote").nth(at).get_attribute("lang") for at in range(2))
    assert own != "en"
    assert english == "en"


def test_the_two_reports_are_narrowed_down_to_where_they_differ(window: Window) -> None:
    window.page.goto("/")
    window.link("Read the two reports claim by claim").click()
    page = window.page
    expect(page).to_have_url(re.compile("/agreements/reports/"))
    page.wait_for_load_state()
    everything = page.locator("main article").count()
    page.locator("main nav a[href='?show=conflict']").click()

    expect(page.locator("main nav [aria-current=true]")).to_contain_text(window.says("They differ"))
    page.wait_for_load_state()
    tags = page.locator("main h2 .govuk-tag")
    assert set(tags.all_inner_texts()) == {window.says("They differ")}
    assert 0 < page.locator("main article").count() < everything

    page.locator("main nav a[href='?show=against-record']").click()
    expect(page.locator("main div.contradiction").first).to_be_visible()


def test_a_state_and_its_agreements_are_found_by_searching(window: Window) -> None:
    to_the_network(window)
    window.link("Search agreements, States and sources").click()
    window.field("Words, a State, or an id").fill("France")
    window.button("Search").click()

    window.page.get_by_role("link", name=window.state("FR"), exact=True).click()
    expect(window.page).to_have_url(re.compile("/agreements/states/FR/"))
    window.page.locator("#listed a[href*='jp-fr-raa']").click()
    expect(window.page).to_have_url(AGREEMENT)


def test_what_changed_in_a_time_is_told_with_its_source(window: Window) -> None:
    to_the_network(window)
    window.link("What has changed").click()
    window.field("After this day").fill("2024-05-01")
    window.field("Up to this day").fill(DAY)
    window.button("Show").click()

    row = window.page.locator("tr").filter(has=window.page.locator("a[href*='jp-fr-raa']")).first
    expect(row.locator(".status--talks-agreed")).to_be_visible()
    row.locator("a[href*='#claim-']").first.click()
    expect(window.page.locator(":target")).to_be_visible()


def test_the_changes_are_a_feed_that_readers_accept(window: Window) -> None:
    to_the_network(window)
    window.link("What has changed").click()
    address = urljoin(window.page.url, window.link("Changes as a feed (Atom)").get_attribute("href"))
    answer = window.page.request.get(address, headers={"Accept-Language": window.language})

    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text())
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == window.language
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) > 10
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    for each in (feed, *entries):
        assert each.findtext(f"{ATOM}id")
        assert each.findtext(f"{ATOM}title")
        assert dt.datetime.fromisoformat(str(each.findtext(f"{ATOM}updated"))).tzinfo
        links = {link.get("rel"): str(link.get("href")) for link in each.findall(f"{ATOM}link")}
        assert links["alternate"].startswith(urljoin(address, "/agreements/"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))


def _top(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["y"]
