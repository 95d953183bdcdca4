"""Stepping back in calendars: the law counts days backwards from a moment, over days off."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.domain.primitives.calendar import (
    IsDayOff,
    months_before,
    stepped_back,
    working_day_on_or_before,
    working_days_before,
)

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
AMOUNTS = st.integers(0, 400)
#: Days off: a weekend of any two days of the week, and some holidays around any day.
CALENDARS = st.builds(
    lambda weekend, holidays: (
        lambda day: day.weekday() in weekend or day.timetuple().tm_yday % 37 in holidays
    ),
    st.sets(st.integers(0, 6), max_size=2),
    st.sets(st.integers(0, 36), max_size=5),
)
ONE_DAY = dt.timedelta(days=1)


def never(day: dt.date) -> bool:
    return False


def weekends(day: dt.date) -> bool:
    return day.weekday() >= 5


@given(DAYS, AMOUNTS, CALENDARS)
def test_a_working_days_lead_lands_on_a_working_day_with_as_many_between(
    anchor: dt.date, amount: int, is_day_off: IsDayOff
) -> None:
    due = working_days_before(anchor, amount, is_day_off)

    between = [anchor - ONE_DAY * n for n in range(1, (anchor - due).days + 1)]
    assert sum(not is_day_off(day) for day in between) == amount
    assert amount == 0 or not is_day_off(due)


@given(DAYS, AMOUNTS, CALENDARS)
def test_more_working_days_are_never_later(anchor: dt.date, amount: int, is_day_off: IsDayOff) -> None:
    sooner = working_days_before(anchor, amount + 1, is_day_off)

    assert sooner < working_days_before(anchor, amount, is_day_off)


@given(DAYS, CALENDARS)
def test_a_day_off_moves_to_the_nearest_working_day_before_it(day: dt.date, is_day_off: IsDayOff) -> None:
    moved = working_day_on_or_before(day, is_day_off)

    assert moved <= day
    assert not is_day_off(moved)
    assert all(is_day_off(moved + ONE_DAY * n) for n in range(1, (day - moved).days + 1))


@given(DAYS, st.integers(0, 36))
def test_months_back_keep_the_day_of_the_month_or_take_the_months_last(day: dt.date, amount: int) -> None:
    back = months_before(day, amount)

    assert (day.year - back.year) * 12 + day.month - back.month == amount
    assert back.day == day.day or (back.day < day.day and (back + ONE_DAY).day == 1)


@given(DAYS, st.integers(0, 24), st.integers(0, 24))
def test_months_back_in_two_steps_are_never_after_one_step(day: dt.date, first: int, second: int) -> None:
    assert months_before(months_before(day, first), second) <= months_before(day, first + second)


@given(DAYS, AMOUNTS, CALENDARS)
def test_calendar_days_and_weeks_agree(anchor: dt.date, amount: int, is_day_off: IsDayOff) -> None:
    in_weeks = stepped_back(anchor, amount, "weeks", is_day_off)

    assert in_weeks == stepped_back(anchor, amount * 7, "calendar-days", is_day_off)


@given(
    DAYS,
    AMOUNTS,
    CALENDARS,
    st.sampled_from(["working-days", "calendar-days", "weeks", "months", "hours", "minutes"]),
)
def test_a_due_day_is_never_after_the_anchor(
    anchor: dt.date, amount: int, is_day_off: IsDayOff, unit: str
) -> None:
    assert stepped_back(anchor, amount, unit, is_day_off) <= anchor


@given(DAYS, st.integers(1, 10_000), st.sampled_from([("hours", 3_600), ("minutes", 60)]))
def test_what_is_due_hours_or_minutes_before_a_day_begins_is_due_by_a_day_that_is_over_in_time(
    anchor: dt.date, amount: int, unit: tuple[str, int]
) -> None:
    name, seconds = unit
    latest = dt.datetime.combine(anchor, dt.time()) - dt.timedelta(seconds=amount * seconds)

    due = stepped_back(anchor, amount, name, never)

    # At the beginning of the due day there is still time; a day later there would be none.
    assert dt.datetime.combine(due, dt.time()) <= latest
    assert dt.datetime.combine(due + ONE_DAY, dt.time()) > latest


@given(DAYS, st.integers(1, 200))
def test_hours_are_minutes_by_sixty(anchor: dt.date, amount: int) -> None:
    in_hours = stepped_back(anchor, amount, "hours", never)

    assert in_hours == stepped_back(anchor, amount * 60, "minutes", never)


@pytest.mark.parametrize(
    ("anchor", "amount", "expected"),
    [
        ("2024-03-31", 1, "2024-02-29"),
        ("2023-03-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2024-01-15", 1, "2023-12-15"),
        ("2024-01-31", 13, "2022-12-31"),
        ("2024-05-31", 0, "2024-05-31"),
    ],
)
def test_months_back_over_short_months_and_new_year(anchor: str, amount: int, expected: str) -> None:
    assert months_before(dt.date.fromisoformat(anchor), amount) == dt.date.fromisoformat(expected)


def test_the_anchor_itself_is_not_counted() -> None:
    monday = dt.date(2024, 6, 10)

    assert working_days_before(monday, 1, weekends) == dt.date(2024, 6, 7)
    assert working_days_before(monday, 6, weekends) == dt.date(2024, 5, 31)


def test_an_unknown_unit_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'fortnights' is not a unit of lead times"):
        stepped_back(dt.date(2024, 6, 10), 1, "fortnights", never)


@pytest.mark.parametrize("unit", ["working-days", "calendar-days", "weeks", "months", "hours", "minutes"])
def test_a_lead_that_reaches_before_the_calendar_is_refused_in_one_way(unit: str) -> None:
    with pytest.raises(OverflowError):
        stepped_back(dt.date(1, 1, 2), 5_000, unit, never)


def test_where_every_day_is_off_stepping_back_ends() -> None:
    with pytest.raises(OverflowError):
        working_days_before(dt.date(1, 3, 1), 1, lambda day: True)


@given(st.dates(dt.date(1, 1, 1), dt.date(1, 12, 31)), st.integers(0, 1_000), CALENDARS)
def test_near_the_first_day_of_the_calendar_it_steps_back_or_refuses(
    anchor: dt.date, amount: int, is_day_off: IsDayOff
) -> None:
    assume(amount > 0)

    try:
        due = stepped_back(anchor, amount, "working-days", is_day_off)
    except OverflowError:
        return

    assert due < anchor
