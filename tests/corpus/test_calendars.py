"""Days off of States, and whether their public holidays are known."""

import datetime as dt

from comity.corpus.calendars import calendar_of
from comity.domain.primitives.calendar import holidays_known


def test_weekends_and_public_holidays_are_days_off() -> None:
    japan = calendar_of("JP")

    # Marine Day 2023, a Monday; the Tuesday after it; a Saturday.
    days = [dt.date(2023, 7, 17), dt.date(2023, 7, 18), dt.date(2023, 7, 22)]
    assert [japan(day) for day in days] == [True, False, True]


def test_of_a_state_in_the_library_the_holidays_are_known() -> None:
    assert holidays_known(calendar_of("AU"), dt.date(2025, 7, 1))


def test_of_a_state_that_is_not_in_the_library_only_weekends_are_and_it_says_so() -> None:
    nobody = calendar_of("BV")

    assert [nobody(dt.date(2025, 7, day)) for day in (4, 5)] == [False, True]
    assert not holidays_known(nobody, dt.date(2025, 7, 1))


def test_in_a_year_beyond_the_library_they_are_not_known() -> None:
    assert not holidays_known(calendar_of("JP"), dt.date(2199, 7, 1))


def test_a_plain_function_is_taken_for_all_that_it_says() -> None:
    assert holidays_known(lambda day: False, dt.date(2025, 7, 1))
