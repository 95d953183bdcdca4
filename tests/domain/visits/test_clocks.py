"""Clocks: one lead for every leg, counted to the leg's own moment."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.domain.primitives.calendar import Calendar, window_opens
from comity.domain.visits.anchors import MOST_ANCHORS
from comity.domain.visits.answer import Clock
from comity.domain.visits.visit import AssumedLead
from tests.build import ask, build_visit, host, law, provision, requirement, treaty
from tests.cast import BIRCH, START, calendar_of
from tests.domain.visits.legs import IN, TEN_DAYS, at, by_legs, day, visa


def told(clocks: tuple[Clock, ...]) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(clock.leg, clock.due_on.isoformat(), tuple(clock.lines)) for clock in clocks]


def test_each_leg_has_a_clock_of_its_own_and_the_requirement_keeps_the_earliest() -> None:
    visit = by_legs(("L1", "2024-06-14"), ("L2", "2024-06-18"), ("L1", "2024-06-14"))

    found = visa(visit, TEN_DAYS)

    # 14 June less ten days is Tuesday 4 June; 18 June less ten is Saturday 8 June, so Friday the 7th.
    assert told(found.clocks) == [
        ("L1", "2024-06-04", ("people!2", "people!4")),
        ("L2", "2024-06-07", ("people!3",)),
    ]
    assert found.due_on == day("2024-06-04")


def test_a_leg_without_a_name_has_a_clock_for_each_of_its_days() -> None:
    found = visa(by_legs((None, "2024-06-14"), (None, "2024-06-18")), TEN_DAYS)

    assert [(clock.leg, clock.anchor_on.isoformat()) for clock in found.clocks] == [
        (None, "2024-06-14"),
        (None, "2024-06-18"),
    ]


def test_two_leads_on_one_leg_are_two_clocks() -> None:
    duties = (
        provision("visa", "requires", "visa", lead=TEN_DAYS),
        provision("visa-again", "requires", "visa", lead={"amount": 2, "unit": "calendar-days"}),
    )

    answer = ask(by_legs(("L1", "2024-06-14")), law(treaty(IN), host(*duties)))

    assert [c.amount for c in requirement(answer, "visa").clocks] == [10, 2]


def test_one_lead_in_two_provisions_is_one_clock() -> None:
    duties = [provision(name, "requires", "visa", lead=TEN_DAYS) for name in ("a", "b")]

    answer = ask(by_legs(("L1", "2024-06-14")), law(treaty(IN), host(*duties)))

    assert len(requirement(answer, "visa").clocks) == 1


@pytest.mark.parametrize(
    ("to", "expected"),
    [("arrival", ["2024-06-12", "2024-06-14"]), ("departure", ["2024-06-15", "2024-06-17"])],
)
def test_a_clock_counts_to_the_moment_that_its_lead_names(to: str, expected: list[str]) -> None:
    visit = build_visit(
        {"arrives_on": day("2024-06-12"), "departs_on": day("2024-06-17")},
        {"arrives_on": day("2024-06-14"), "departs_on": day("2024-06-15")},
    )

    found = visa(visit, {"amount": 0, "unit": "calendar-days", "to": to})

    assert [(c.counted_to, c.anchor_on.isoformat()) for c in found.clocks] == [
        (to, when) for when in expected
    ]


def test_the_requirement_is_due_by_its_first_departure() -> None:
    visit = build_visit({"departs_on": day("2024-06-19")}, {"departs_on": day("2024-06-12")})

    found = visa(visit, {"amount": 1, "unit": "calendar-days", "to": "departure"})

    assert found.due_on == found.clocks[0].due_on == day("2024-06-11")


def test_a_lead_that_counts_to_the_start_has_one_clock_for_all_legs() -> None:
    visit = by_legs(("L1", "2024-06-14"), ("L2", "2024-06-18"))

    (clock,) = visa(visit, {"amount": 3, "unit": "calendar-days", "to": "start"}).clocks

    assert (clock.leg, clock.anchor_on, tuple(clock.lines)) == (None, START, ("people!2-3",))


def test_hours_before_an_instant_are_told_exactly() -> None:
    visit = by_legs(("L1", "2024-06-14"), eta={"L1": "2024-06-14T06:30"})

    (clock,) = visa(visit, {"amount": 30, "unit": "hours"}).clocks

    # 06:30 less 30 hours is 00:30 the day before; counted from midnight it is two days before.
    assert (clock.anchor_at, clock.due_at) == (at("2024-06-14T06:30"), at("2024-06-13T00:30"))
    assert clock.due_on == day("2024-06-12")


def test_days_are_never_told_to_the_minute() -> None:
    visit = by_legs(("L1", "2024-06-14"), eta={"L1": "2024-06-14T06:30"})

    (clock,) = visa(visit, TEN_DAYS).clocks

    assert (clock.anchor_at, clock.due_at) == (at("2024-06-14T06:30"), None)


def test_a_leg_that_is_named_twice_has_no_instant() -> None:
    visit = by_legs(("L1", "2024-06-14"), eta={"L1": "2024-06-14T06:30"})
    twice = pl.concat([visit.sheets["movements"]] * 2)

    (clock,) = visa(
        replace(visit, sheets={**visit.sheets, "movements": twice}), {"amount": 1, "unit": "hours"}
    ).clocks

    assert (clock.leg, clock.anchor_at) == ("L1", None)


@pytest.mark.parametrize(
    ("asked_on", "too_early", "late"),
    [
        ("2024-05-30", True, False),
        ("2024-05-31", False, False),
        ("2024-06-11", False, False),
        ("2024-06-12", False, True),
    ],
)
def test_before_a_window_opens_it_is_too_early_and_after_it_closes_too_late(
    asked_on: str, too_early: bool, late: bool
) -> None:
    window = {"amount": 3, "unit": "calendar-days", "not_before": {"amount": 2, "unit": "weeks"}}

    # Friday 14 June less two weeks is Friday 31 May; less three days it is Tuesday 11 June.
    (clock,) = visa(by_legs(("L1", "2024-06-14")), window, asked_on=day(asked_on)).clocks

    assert (clock.opens_on, clock.due_on) == (day("2024-05-31"), day("2024-06-11"))
    assert (clock.too_early, clock.late) == (too_early, late)


@pytest.mark.parametrize(
    ("amount", "unit", "opens"),
    [
        (96, "hours", "2024-06-11"),
        (100, "hours", "2024-06-11"),
        (120, "hours", "2024-06-10"),
        (12, "hours", "2024-06-14"),
        (30, "minutes", "2024-06-14"),
        (2, "weeks", "2024-05-31"),
        (1, "months", "2024-05-14"),
        (13, "calendar-days", "2024-06-01"),
        (5, "working-days", "2024-06-07"),
    ],
)
def test_the_day_on_which_a_window_opens_is_never_too_early(amount: int, unit: str, opens: str) -> None:
    assert window_opens(day("2024-06-14"), amount, unit, calendar_of(BIRCH)) == day(opens)


def test_the_planners_assumption_runs_leg_by_leg_too() -> None:
    visit = by_legs(
        ("L1", "2024-06-14"), ("L2", "2024-06-18"), leads={"visa": AssumedLead(1, "working-days")}
    )

    found = visa(visit, None)

    assert [(c.leg, c.due_on.isoformat(), c.basis) for c in found.clocks] == [
        ("L1", "2024-06-13", "assumed"),
        ("L2", "2024-06-17", "assumed"),
    ]


def test_without_a_number_there_is_no_clock() -> None:
    assert visa(by_legs(("L1", "2024-06-14")), {"word": "promptly"}).clocks == ()


def test_lines_that_have_met_a_requirement_have_no_clock_while_others_are_open() -> None:
    visit = build_visit(
        {"visa_held": True, "arrives_on": day("2024-06-12")}, {"arrives_on": day("2024-06-14")}
    )

    assert [tuple(c.lines) for c in visa(visit, TEN_DAYS).clocks] == [("people!3",)]


def test_of_very_many_legs_the_later_ones_share_a_clock_and_no_line_is_lost() -> None:
    days = [START + dt.timedelta(days=n % 9) for n in range(MOST_ANCHORS + 40)]
    visit = by_legs(*((f"L{n:04}", when.isoformat()) for n, when in enumerate(days)))

    clocks = visa(visit, TEN_DAYS).clocks

    assert len(clocks) == MOST_ANCHORS + 1
    named = pl.concat([rows for clock in clocks for _, rows in clock.lines.parts])
    assert sorted(named) == list(range(2, len(days) + 2))
    (rest,) = [clock for clock in clocks if clock.leg is None]
    assert rest.anchor_on == min(days[int(row) - 2] for _, rows in rest.lines.parts for row in rows)


LEADS = st.sampled_from(["working-days", "calendar-days", "weeks", "months", "hours", "minutes"])


@given(shorter=st.integers(0, 60), more=st.integers(0, 60), unit=LEADS)
def test_a_longer_lead_is_never_due_later(shorter: int, more: int, unit: str) -> None:
    visit = by_legs(("L1", "2024-06-14"))

    (long,) = visa(visit, {"amount": shorter + more, "unit": unit}).clocks
    (short,) = visa(visit, {"amount": shorter, "unit": unit}).clocks

    assert long.due_on <= short.due_on


def test_where_public_holidays_are_not_known_the_requirement_says_so() -> None:
    def unknown(state: str) -> Calendar:
        return Calendar(calendar_of(state), lambda day: False)

    assert (
        "public holidays of BV are not known"
        in visa(by_legs(("L", "2024-06-14")), TEN_DAYS, unknown).notes[0]
    )
    assert visa(by_legs(("L", "2024-06-14")), {"amount": 1, "unit": "hours"}, unknown).notes == ()
    assert visa(by_legs(("L", "2024-06-14")), TEN_DAYS).notes == ()
