"""The law, article by article: every place can be linked to, and two bodies of law stand side by side."""

import re

from playwright.sync_api import expect

from tests.acceptance.window import Window

BOOK = "Japan–Australia RAA"


def to_the_rulebook(window: Window) -> None:
    window.page.goto("/")
    window.link("Read the law").click()
    window.page.get_by_role("link", name=BOOK, exact=True).click()
    expect(window.page.locator("h1")).to_have_text(BOOK)


def test_an_article_has_a_place_in_the_rulebook_and_a_page_of_its_own(window: Window) -> None:
    to_the_rulebook(window)
    window.page.locator("nav.contents a", has_text=re.compile(r"Article VI\.")).click()
    expect(window.page.locator(":target")).to_be_in_viewport()

    window.page.locator("a.here[href$='/article/VI/']").click()

    expect(window.page).to_have_url(re.compile("/law/jp-au-raa/article/VI/$"))
    expect(window.page.locator("h1 [lang=en]")).to_contain_text("Article VI")
    window.page.locator("nav a[rel=next]").click()
    expect(window.page.locator("h1 [lang=en]")).to_contain_text("Article VII")


def test_a_provision_is_folded_until_it_is_opened_or_linked_to(window: Window) -> None:
    to_the_rulebook(window)
    rule = window.page.locator("details.provision").filter(has=window.page.locator("#p-member-entry"))
    expect(window.page.locator("#p-member-entry")).to_be_hidden()

    rule.locator("summary").click()
    expect(window.page.locator("#p-member-entry")).to_be_visible()
    rule.get_by_role("link", name="member-entry").click()
    expect(window.page).to_have_url(re.compile("/law/jp-au-raa/provision/member-entry/$"))

    window.page.goto("/law/jp-au-raa/#p-member-entry")
    expect(window.page.locator("#p-member-entry")).to_be_visible()
    expect(window.page.locator("#p-no-visa-application")).to_be_hidden()


def test_what_a_rule_asks_leads_to_every_rule_that_asks_it(window: Window) -> None:
    window.page.goto("/law/jp-au-raa/provision/covered_person/")

    window.page.locator("main a[href^='/law/vocabulary/']").first.click()

    expect(window.page).to_have_url(re.compile("/law/vocabulary/[a-z]+/[a-z_]+/$"))
    expect(window.page.locator("main a[href^='/law/jp-au-raa/']").first).to_be_visible()


def test_two_agreements_stand_side_by_side_and_can_be_narrowed_to_what_differs(window: Window) -> None:
    to_the_rulebook(window)
    window.field("Set beside").select_option("jp-gb-raa")
    window.button("Show both").click()
    expect(window.page).to_have_url(re.compile("/law/jp-au-raa/beside/jp-gb-raa/$"))
    window.page.wait_for_load_state()
    rows = window.page.locator("main tbody tr")
    everything = rows.count()

    window.field("Only differences").check()
    window.button("Show both").click()
    expect(window.page).to_have_url(re.compile("only=differences"))
    window.page.wait_for_load_state()

    expect(rows.locator(".govuk-tag", has_text=window.says("same"))).to_have_count(0)
    assert 0 < rows.count() < everything


def test_the_law_is_searched_for_words(window: Window) -> None:
    window.page.goto("/law/")
    window.field("Search the law").fill("quarantine")
    window.button("Search").click()

    found = window.page.locator("ul.found a")
    expect(found.first).to_be_visible()
    found.first.click()
    expect(window.page).to_have_url(re.compile("/law/[a-z0-9-]+/"))
    expect(window.page.locator("h1")).to_be_visible()
