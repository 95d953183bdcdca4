"""A planner who makes mistakes, meets pages out of order, and changes what was said."""

import re

import pytest

from comity.node.visits import limits
from comity.node.visits.models import Desk
from tests.examples.messy_bushido import AS_RECEIVED
from tests.node.visits.browsing import COMMITTED, Browser
from tests.node.visits.forms import form_to

pytestmark = COMMITTED
ON = "2023-08-14"
PEOPLE = ("people.csv", b"surname,given_names,person_role\nTest,Anna,member\n")
SAID = {"receiving_state": "JP", "sending_state": "AU", "start": "2024-02-20", "end": "2024-02-21"}


def filled_in(browser: Browser, desk: str, **facts: str) -> str:
    """What the page says that the form leads to."""
    form = form_to(browser.text(f"{desk}reading"), f"{desk}reading")
    sent = {**form.fields, **{f"fact-{name}": value for name, value in facts.items()}}
    return browser.post(form.action, sent).content.decode()


@pytest.mark.parametrize("page", ["answer", "questions", "compare", "take/answer.html"])
def test_before_there_is_an_answer_every_page_leads_to_what_is_to_be_filled_in(
    browser: Browser, page: str
) -> None:
    desk = browser.desk(PEOPLE)

    text = browser.text(f"{desk}{page}")

    assert "There is no answer yet." in text
    assert 'name="fact-receiving_state"' in text


def test_what_a_field_asks_for_is_not_told_as_a_mistake_of_the_list_as_well(browser: Browser) -> None:
    text = browser.text(f"{browser.desk(PEOPLE)}reading")

    assert "What the list does not say" in text
    assert "header.missing" not in text
    assert "to settle" not in text


def test_what_was_said_beside_the_list_can_be_said_otherwise(browser: Browser) -> None:
    desk = browser.desk(PEOPLE)
    filled_in(browser, desk, **SAID)

    filled_in(browser, desk, end="2024-02-29")

    assert "20 February 2024 to 29 February 2024" in browser.text(f"{desk}reading")


def test_a_visit_that_ends_before_it_begins_is_refused_and_nothing_changed(browser: Browser) -> None:
    desk = browser.desk(PEOPLE)
    filled_in(browser, desk, **SAID)

    refused = filled_in(browser, desk, end="2024-02-01")

    assert "The last day stands before the first." in refused
    assert "visits.days" in refused
    assert "20 February 2024 to 21 February 2024" in browser.text(f"{desk}reading")


def test_a_file_without_a_list_is_not_said_to_have_been_read(browser: Browser) -> None:
    page = b"<html><body><table><tr><td>surname</td></tr></table></body></html>"
    desk = browser.desk(("a.csv", page), **SAID)

    assert "Everything was read." not in browser.text(f"{desk}reading")


def test_a_table_that_was_left_out_can_be_taken_in_again(browser: Browser) -> None:
    desk = browser.desk(("roll.csv", b"Surname,Rank\nTest,CPL\n"), **SAID)

    def told(sheet: str) -> str:
        """The page after the list was told to be of a sheet."""
        form = form_to(browser.text(f"{desk}reading/0"), f"{desk}reading/0")
        browser.post(form.action, {**form.fields, "sheet": sheet})
        return browser.text(f"{desk}reading")

    assert "Left out, as told." in told("ignore")
    assert "Left out, as told." not in told("people")


def test_no_two_places_of_the_questions_have_one_name(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))

    names = re.findall(r' id="([^"]+)"', browser.text(f"{desk}questions?on={ON}"))

    assert sorted(names) == sorted(set(names))


def test_answers_that_are_too_long_are_refused_and_nothing_changed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWERS", 50)
    desk = browser.desk(PEOPLE)

    assert "visits.answers-too-long" in filled_in(browser, desk, **SAID)
    assert Desk.objects.get().answers == ""


@pytest.mark.parametrize("sent", [("blank.csv", b" "), ("scan.xlsx", b"%PDF-1.4 no workbook")])
def test_where_no_list_is_found_nothing_is_asked_about_it(browser: Browser, sent: tuple[str, bytes]) -> None:
    text = browser.text(f"{browser.desk(sent)}reading")

    assert "No list was found in what you dropped" in text
    assert 'href="../"' in text
    assert 'name="fact-receiving_state"' not in text


def test_tables_that_share_a_worksheet_say_why_they_cannot_be_told_apart(browser: Browser) -> None:
    shared = b"Surname,Rank\nTest,CPL\n\n\nPlate,Make\nEX 1,Invented\n"

    text = browser.text(f"{browser.desk(('both.csv', shared))}reading")

    assert "Several tables stand on this worksheet." in text
    assert "Read this table otherwise" not in text


def test_a_refused_answer_leads_back_to_the_questions(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))
    form = form_to(browser.text(f"{desk}questions?on={ON}"), f"{desk}questions?on={ON}")

    refused = browser.post(form.action, {**form.fields, "p0": "yes"}).content.decode()

    assert f'href="{desk}questions">Back to the visit' in refused


def test_a_question_leads_to_the_law_that_asks_it(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))

    text = browser.text(f"{desk}questions?on={ON}")

    assert 'href="/law/jp-au-raa/#IV.1">Japan–Australia RAA IV.1</a>' in text


def test_what_is_signed_along_with_a_statement_is_told_as_questions_not_as_columns(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))

    text = browser.text(f"{desk}questions?on={ON}")

    assert "What is signed along with them:" in text
    assert "people.has_military_id" not in text


def test_an_answer_after_the_visit_says_why_so_much_is_late(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))

    after, before = browser.text(f"{desk}answer?on=2026-01-01"), browser.text(f"{desk}answer?on={ON}")

    assert "On this day the visit is over" in after
    assert "On this day the visit is over" not in before


def test_who_only_says_that_something_is_not_known_needs_no_name(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))
    form = form_to(browser.text(f"{desk}questions?on={ON}"), f"{desk}questions?on={ON}")

    response = browser.post(form.action, {**form.fields, "by": "", "p0": "unknown"})

    assert response.status_code == 302


def test_a_list_in_the_strict_form_is_not_said_to_share_a_worksheet(browser: Browser) -> None:
    header = b'receiving_state = "JP"\nsending_state = "AU"\nstart = 2024-02-01\nend = 2024-02-20\n'

    text = browser.text(f"{browser.desk(('visit.toml', header), PEOPLE)}reading")

    assert "Everything was read." in text
    assert "Several tables" not in text
