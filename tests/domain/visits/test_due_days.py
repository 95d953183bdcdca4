"""By which day a requirement is due: a lead is counted as the law says, and never invented."""

import datetime as dt
from typing import Any

import pytest

from comity.domain.visits.answer import Answer, Requirement
from comity.domain.visits.visit import AssumedLead
from tests.build import Row, ask, build_visit, host, law, provision, requirement, treaty
from tests.cast import ALDER_HOLIDAY, ASKED_ON, BIRCH_HOLIDAY, END, START

IN = provision("in", "permits", "entry")


def due(
    lead: dict[str, Any] | None, *people: Row, authority: str | None = "birch-border", **asked: Any
) -> Requirement:
    """The visa of these people (or of one who stays throughout), with a lead."""
    duty = provision("visa", "requires", "visa", authority=authority, lead=lead)
    return requirement(ask(build_visit(*(people or ({},))), law(treaty(IN), host(duty)), **asked), "visa")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        # START is Monday 10 June 2024; Monday 3 June is a holiday in Birch.
        (1, "working-days", "2024-06-07"),
        (4, "working-days", "2024-06-04"),
        (5, "working-days", "2024-05-31"),
        (6, "working-days", "2024-05-30"),
        (3, "calendar-days", "2024-06-07"),
        (2, "calendar-days", "2024-06-07"),
        (1, "calendar-days", "2024-06-07"),
        (7, "calendar-days", "2024-05-31"),
        (1, "weeks", "2024-05-31"),
        (2, "weeks", "2024-05-27"),
        (1, "months", "2024-05-10"),
        (2, "months", "2024-04-10"),
        (6, "months", "2023-12-08"),
        (24, "hours", "2024-06-09"),
        (25, "hours", "2024-06-08"),
        (72, "hours", "2024-06-07"),
        (1, "hours", "2024-06-09"),
        (0, "calendar-days", "2024-06-10"),
    ],
)
def test_a_lead_is_stepped_back_from_the_arrival(amount: int, unit: str, expected: str) -> None:
    found = due({"amount": amount, "unit": unit})

    assert (found.due_on, found.due_basis) == (day(expected), "law")


def test_a_lead_of_minutes_before_a_day_that_begins_at_midnight_is_due_the_day_before() -> None:
    found = due({"amount": 30, "unit": "minutes"})

    assert found.due_on == START - dt.timedelta(days=1)


def test_hours_before_arrival_are_said_in_words_too() -> None:
    assert "24 hours before arrival" in due({"amount": 24, "unit": "hours"}).due_words


def test_working_days_are_those_of_the_authoritys_state() -> None:
    lead = {"amount": 4, "unit": "working-days"}

    in_birch, in_alder = due(lead), due(lead, authority="alder-embassy")

    assert BIRCH_HOLIDAY.isoformat() == "2024-06-03"
    assert ALDER_HOLIDAY.isoformat() == "2024-06-05"
    assert in_birch.due_on == day("2024-06-04")
    assert in_alder.due_on == day("2024-06-03")


def test_without_a_known_authority_the_receiving_states_calendar_counts() -> None:
    found = due({"amount": 5, "unit": "working-days"}, authority=None)

    assert (found.due_on, found.authority, found.authority_name) == (day("2024-05-31"), None, None)


@pytest.mark.parametrize(
    ("to", "expected"), [("arrival", "2024-06-12"), ("departure", "2024-06-13"), ("start", "2024-06-07")]
)
def test_a_lead_counts_to_the_moment_that_it_names(to: str, expected: str) -> None:
    person = {"arrives_on": day("2024-06-13"), "departs_on": day("2024-06-14")}

    found = due({"amount": 1, "unit": "working-days", "to": to}, person)

    assert found.due_on == day(expected)


def test_the_first_arrival_counts_for_all() -> None:
    found = due(
        {"amount": 1, "unit": "working-days"},
        {"arrives_on": day("2024-06-14")},
        {"arrives_on": day("2024-06-12")},
        {"arrives_on": END},
    )

    assert found.due_on == day("2024-06-11")
    assert found.lines == ("people!2-4",)


def test_practice_is_shown_as_practice() -> None:
    assert due({"amount": 1, "unit": "months", "basis": "practice"}).due_basis == "practice"


def test_a_window_opens_in_words() -> None:
    found = due({"amount": 5, "unit": "working-days", "not_before": {"amount": 3, "unit": "months"}})

    assert found.due_on == day("2024-05-31")
    assert "not earlier than 3 months before arrival" in found.due_words


def test_words_without_a_number_give_no_day() -> None:
    found = due({"word": "promptly", "late": "Say why."})

    assert (found.due_on, found.due_basis, found.due_words) == (None, "none", "promptly")
    assert found.if_late == "Say why."
    assert not found.late


def test_a_lead_is_never_invented() -> None:
    found = due(None)

    assert (found.due_on, found.due_basis, found.due_words, found.late) == (None, "none", "", False)


@pytest.mark.parametrize("lead", [None, {"word": "promptly"}])
def test_the_planners_assumption_stands_in_where_the_law_gives_no_number(lead: dict[str, Any] | None) -> None:
    found = assumed(lead)

    assert (found.due_on, found.due_basis) == (day("2024-05-31"), "assumed")


def test_the_law_comes_before_the_planners_assumption() -> None:
    found = assumed({"amount": 1, "unit": "working-days"})

    assert (found.due_on, found.due_basis) == (day("2024-06-07"), "law")


def assumed(lead: dict[str, Any] | None) -> Requirement:
    """The visa, when the planner assumes five working days."""
    duty = provision("visa", "requires", "visa", authority="birch-border", lead=lead)
    visit = build_visit({}, leads={"visa": AssumedLead(5, "working-days")})
    return requirement(ask(visit, law(treaty(IN), host(duty))), "visa")


@pytest.mark.parametrize(
    ("asked_on", "late"), [("2024-06-06", False), ("2024-06-07", False), ("2024-06-08", True)]
)
def test_a_deadline_is_late_from_the_day_after_it(asked_on: str, late: bool) -> None:
    found = due({"amount": 1, "unit": "working-days", "late": "Refused."}, asked_on=day(asked_on))

    assert found.late is late
    assert found.if_late == "Refused."


def test_what_is_done_is_never_late() -> None:
    found = due({"amount": 1, "unit": "working-days"}, {"visa_held": True}, asked_on=START)

    assert (found.state, found.late) == ("met", False)


def test_what_may_be_due_can_be_late() -> None:
    duty = provision("visa", "requires", "visa", when="armed", lead={"amount": 1, "unit": "working-days"})

    found = requirement(ask(build_visit({}), law(treaty(IN), host(duty)), asked_on=START), "visa")

    assert (found.state, found.late) == ("unknown", True)


def test_late_duties_are_listed_first_then_by_day_and_those_that_are_met_last() -> None:
    duties = (
        provision("a", "requires", "fees", done="fee_paid"),
        provision("b", "requires", "passport", done="passport_held", lead={"amount": 1, "unit": "weeks"}),
        provision("c", "requires", "permit", done="permit_held", lead={"amount": 5, "unit": "months"}),
        provision("d", "requires", "visa", lead={"amount": 9, "unit": "months"}),
    )

    answer = ask(build_visit({"visa_held": True}), law(treaty(IN), host(*duties)), asked_on=day("2024-02-01"))

    assert whats(answer) == ["permit", "passport", "fees", "visa"]
    assert [each.late for each in answer.requirements] == [True, False, False, False]


def whats(answer: Answer) -> list[str]:
    return [each.what for each in answer.requirements]


def test_a_deadline_before_the_day_asked_is_late_even_if_the_visit_is_far_off() -> None:
    found = due({"amount": 8, "unit": "months"}, asked_on=ASKED_ON)

    assert found.late
