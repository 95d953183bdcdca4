"""Stepping back in calendars: working and calendar days, weeks, months, hours (section 7a, "Due")."""

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

#: Whether a day is a day off (weekend or holiday) in somebody's calendar.
IsDayOff = Callable[[dt.date], bool]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A State's days off, and whether its public holidays are known in the year of a day.

    Where they are not, weekends alone are days off, and whoever shows a day counted here says so.
    """

    is_day_off: IsDayOff
    knows_holidays: Callable[[dt.date], bool]

    def __call__(self, day: dt.date) -> bool:
        """Whether a day is a day off."""
        return self.is_day_off(day)


def holidays_known(is_day_off: IsDayOff, day: dt.date) -> bool:
    """Whether a calendar knows the public holidays of a day's year; any but a `Calendar` knows them."""
    return not isinstance(is_day_off, Calendar) or is_day_off.knows_holidays(day)


#: The days that law, visits and deadlines may name: wide enough for every agreement, and far enough from the
#: ends of the calendar that no lead time steps over them.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)

_HOURS_A_DAY = 24
_MINUTES_A_DAY = 24 * 60


def working_days_before(anchor: dt.date, amount: int, is_day_off: IsDayOff) -> dt.date:
    """Step back from the anchor, not counting it, until that many working days are counted."""
    day = anchor
    for _ in range(amount):
        day -= dt.timedelta(days=1)
        while is_day_off(day):
            day -= dt.timedelta(days=1)
    return day


def working_day_on_or_before(day: dt.date, is_day_off: IsDayOff) -> dt.date:
    """The day itself, or the working day before it if it is a day off."""
    while is_day_off(day):
        day -= dt.timedelta(days=1)
    return day


def months_before(anchor: dt.date, amount: int) -> dt.date:
    """The same day of the month, that many months earlier; the month's last day if there is no such day."""
    months = anchor.year * 12 + anchor.month - 1 - amount
    year, month = divmod(months, 12)
    if year < dt.MINYEAR:
        raise OverflowError(f"{amount} months before {anchor.isoformat()} lies before the calendar begins")
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(anchor.day, last))


def stepped_back(anchor: dt.date, amount: int, unit: str, is_day_off: IsDayOff) -> dt.date:
    """The day that lies a lead time before the anchor.

    Calendar days, weeks and months that land on a day off move to the working day before. Hours and
    minutes are counted from the beginning of the anchor's day, so the day given is never too late.

    Raises:
        ValueError: the unit is not one of working-days, calendar-days, weeks, months, hours, minutes.
        OverflowError: the day would lie before the calendar begins.
    """
    match unit:
        case "working-days":
            return working_days_before(anchor, amount, is_day_off)
        case "calendar-days":
            return working_day_on_or_before(anchor - dt.timedelta(days=amount), is_day_off)
        case "weeks":
            return working_day_on_or_before(anchor - dt.timedelta(weeks=amount), is_day_off)
        case "months":
            return working_day_on_or_before(months_before(anchor, amount), is_day_off)
        case "hours":
            return anchor - dt.timedelta(days=ceil(amount / _HOURS_A_DAY))
        case "minutes":
            return anchor - dt.timedelta(days=ceil(amount / _MINUTES_A_DAY))
        case _:
            raise ValueError(f"'{unit}' is not a unit of lead times")


def window_opens(anchor: dt.date, amount: int, unit: str, is_day_off: IsDayOff) -> dt.date:
    """The first day that is surely inside a window which opens a span before the anchor.

    "Not earlier than" is exact, so a day off does not move it. Hours and minutes are counted from the end of
    the anchor's day, so the day given is never too early; it is never after the anchor.

    Raises ValueError and OverflowError as `stepped_back`.
    """
    match unit:
        case "working-days":
            return working_days_before(anchor, amount, is_day_off)
        case "calendar-days" | "weeks" | "months":
            return stepped_back(anchor, amount, unit, lambda day: False)
        case "hours":
            return anchor - dt.timedelta(days=max(0, amount // _HOURS_A_DAY - 1))
        case "minutes":
            return anchor - dt.timedelta(days=max(0, amount // _MINUTES_A_DAY - 1))
        case _:
            raise ValueError(f"'{unit}' is not a unit of lead times")
